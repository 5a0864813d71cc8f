import { define } from './define'

define()

export { LatchkeyChatElement } from './latchkey-chat'

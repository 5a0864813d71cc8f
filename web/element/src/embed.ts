import { define } from './define'
import { isInlinedConfiguration, placeElement } from './place'

define()

// The server replaces this string, quotes included, by the configuration of the key.
const inlined: unknown = '__LATCHKEY_CONFIG__'

if (isInlinedConfiguration(inlined)) placeElement(inlined)

export { LatchkeyChatElement } from './latchkey-chat'

import { LatchkeyChatElement } from './index'

/** Safe to load twice, and where there is no browser. */
if (typeof customElements === 'object' && !customElements.get('latchkey-chat')) customElements.define('latchkey-chat', LatchkeyChatElement)

export { LatchkeyChatElement }

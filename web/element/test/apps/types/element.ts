import { LatchkeyChatElement, type LatchkeyChatEventMap } from 'latchkey-chat'
import { LatchkeyChatElement as Defined } from 'latchkey-chat/define'

const chat = document.createElement('latchkey-chat')
chat satisfies LatchkeyChatElement
Defined satisfies typeof LatchkeyChatElement

chat.apiKey = 'a-lkb'
chat.baseUrl = 'https://chat.example.com'
chat.configuration = { position: 'left' }
const asked: Promise<void> = chat.ask('Where is my order?')
void asked

chat.addEventListener('latchkey-refused', (event) => event satisfies LatchkeyChatEventMap['latchkey-refused'])
document.addEventListener('latchkey-ready', (event) => event satisfies CustomEvent)
document.querySelector('latchkey-chat')?.addEventListener('click', (event) => event.clientX)

// @ts-expect-error -- a key is text
chat.apiKey = 1
// @ts-expect-error -- there is no such method
chat.shout()

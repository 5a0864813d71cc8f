import { LatchkeyChatElement, type LatchkeyChatEventMap } from 'latchkey-chat'
import { LatchkeyChatElement as Defined } from 'latchkey-chat/define'

const chat = document.createElement('latchkey-chat')
chat satisfies LatchkeyChatElement
Defined satisfies typeof LatchkeyChatElement

chat.apiKey = 'a-lkb'
chat.baseUrl = 'https://chat.example.com'
chat.configuration = { position: 'left' }
chat.opened = true
chat.colorScheme = 'dark'
const asked: Promise<boolean> = chat.ask('Where is my order?')
void asked

chat.addEventListener('latchkey-answer', (event) => event.detail.text satisfies string)
chat.addEventListener('latchkey-refused', (event) => event satisfies LatchkeyChatEventMap['latchkey-refused'])
document.addEventListener('latchkey-ready', (event) => event satisfies CustomEvent)
document.querySelector('latchkey-chat')?.addEventListener('click', (event) => event.clientX)

// @ts-expect-error -- an answer has no price
chat.addEventListener('latchkey-answer', (event) => event.detail.price)
// @ts-expect-error -- there are three of them
chat.colorScheme = 'green'
// @ts-expect-error -- a key is text
chat.apiKey = 1
// @ts-expect-error -- there is no such method
chat.shout()

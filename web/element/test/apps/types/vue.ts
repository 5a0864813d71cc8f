import { h } from 'vue'
import { LatchkeyChat, type LatchkeyChatExposed } from 'latchkey-chat/vue'

export const node = h(LatchkeyChat, { apiKey: 'a-lkb', baseUrl: 'https://chat.example.com', open: true, 'onUpdate:open': (open) => !open, onAnswer: (event) => event.detail.text satisfies string })

export const ask = (chat: InstanceType<typeof LatchkeyChat>) => chat satisfies LatchkeyChatExposed

// @ts-expect-error -- the package has no server of its own
export const homeless = h(LatchkeyChat, { apiKey: 'a-lkb' })

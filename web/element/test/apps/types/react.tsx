import { createRef } from 'react'
import type { LatchkeyChatElement } from 'latchkey-chat'
import { LatchkeyChat } from 'latchkey-chat/react'

const ref = createRef<LatchkeyChatElement>()

export const component = (
  <LatchkeyChat ref={ref} apiKey="a-lkb" baseUrl="https://chat.example.com" configuration={{ position: 'left' }} className="help" lang="fr" hidden inline colorScheme="dark" context={{ product: 1 }} onAnswer={(event) => event.detail.text satisfies string} />
)
export const tag = <latchkey-chat api-key="a-lkb" base-url="https://chat.example.com" color-scheme="dark" onlatchkey-answer={(event) => event.detail.text satisfies string} />

// @ts-expect-error -- the package has no server of its own
export const homeless = <LatchkeyChat apiKey="a-lkb" />
// @ts-expect-error -- there is no such attribute
export const misspelt = <latchkey-chat apikey="a-lkb" />

// The page in the preview frame: a neutral website with the real element on it. It talks to nobody but the console around it.
import { FakeServer } from './fake-server'
import type { PreviewAnswer, PreviewMessage } from './messages'

interface ChatElement extends HTMLElement {
  configure(known: object): void
  configuration: object | undefined
  playEntrySound?(): Promise<boolean>
}

let server: FakeServer | undefined
let element: ChatElement | undefined
let latest: Extract<PreviewMessage, { type: 'show' }> | undefined

async function show(message: Extract<PreviewMessage, { type: 'show' }>): Promise<void> {
  latest = message
  const { assistant, configuration, answer, language } = message
  document.documentElement.lang = language
  document.body.classList.toggle('expanded', configuration.forceFullMode)
  if (server) {
    server.update(assistant, configuration, answer)
    if (element) element.configuration = configuration
    return
  }
  server = new FakeServer(assistant, configuration, answer)
  window.fetch = server.fetch
  const module = '/embed/element.js'
  await import(/* @vite-ignore */ module)
  element = document.createElement('latchkey-chat') as ChatElement
  element.setAttribute('api-key', `${assistant.id}-preview`)
  element.configure({ assistant: { name: assistant.name, imageUuid: assistant.imageUuid }, configuration: latest.configuration })
  element.configuration = latest.configuration
  document.getElementById('container')?.append(element)
}

async function play(): Promise<void> {
  const answer: PreviewAnswer = { type: 'played', heard: (await element?.playEntrySound?.()) ?? false }
  parent.postMessage(answer, location.origin)
}

window.addEventListener('message', (event: MessageEvent<PreviewMessage>) => {
  if (event.origin !== location.origin || event.source !== parent) return
  if (event.data.type === 'show') void show(event.data)
  else void play()
})
// A preview begins anew each time: nothing of an earlier one is restored.
for (const storage of [localStorage, sessionStorage]) {
  for (const name of Object.keys(storage)) if (/^latchkey:.*-preview$/.test(name)) storage.removeItem(name)
}

import { isEntrance } from './arrival'
import { readPrompts } from './configuration'
import { h } from './dom'
import type { EngagementHost } from './engagement-interface'
import { promptBubble } from './prompt-bubble'
import { orderOf, promptRound } from './prompt-round'
import { storedFlag } from './stored-flag'
import { engagementStrings as strings } from './strings'

const FADE_MS = 200
/** Screen readers miss the text of a region that is as new as its text. */
const SPEAK_MS = 500

/** Invites the visitor beside the opening button: one round, and none for who has used or dismissed it. Call what it returns after every change. */
export function followPrompts(host: EngagementHost, signal: AbortSignal): () => void {
  const { element, frame, facts } = host
  const { button } = frame
  const { apiKey } = element
  const enough = storedFlag('sessionStorage', 'prompts', apiKey)
  const openByVisitor = storedFlag('sessionStorage', 'open', apiKey)
  const round = promptRound(show)
  const announcer = h('div', { slot: 'latchkey', 'aria-live': 'polite' })
  let prompts: string[] | undefined
  let known = ''
  let bubble: HTMLElement | undefined
  let shown = ''

  /** It stays for who reads it, or cannot see it. */
  const hold = () => round.hold(document.hidden || Boolean(bubble?.querySelector('.bubble:is(:hover,:focus-within)')))

  /** Every prompt is an element of its own: nothing on the page ever moves. */
  function show(prompt = ''): void {
    const leaving = bubble
    leaving?.classList.add('gone')
    leaving?.toggleAttribute('inert', true)
    setTimeout(() => leaving?.remove(), FADE_MS)
    bubble = undefined
    shown = prompt
    hold()
    if (!prompt) return
    bubble = promptBubble(prompt, { ask: () => host.ask(prompt), dismiss, attend })
    button.after(bubble)
    host.emit('latchkey-prompt', { text: prompt })
    // One is news, every further one would be a nuisance, on the next page of the visit as well.
    if (announcer.isConnected || !isEntrance()) return
    element.append(announcer)
    setTimeout(() => (announcer.textContent = strings.says(facts.known?.assistant?.name ?? '', prompt)), SPEAK_MS)
  }

  function end(): void {
    round.stop()
    show()
  }

  function dismiss(): void {
    enough.set(1)
    end()
    button.focus({ preventScroll: true })
  }

  function attend(): void {
    hold()
    // The panel is loaded on the same intent as by the button.
    button.dispatchEvent(new Event('pointerenter'))
  }

  document.addEventListener('visibilitychange', hold, { signal })
  signal.addEventListener('abort', () => {
    round.stop()
    announcer.remove()
  })

  return () => {
    const { mode, seconds, ...options } = readPrompts(facts.options)
    const before = prompts
    const wasKnown = known
    // Without a button there is nothing to invite to.
    prompts = element.hidden ? [] : options.prompts
    known = [...prompts, mode, seconds].join('\n')
    if (element.opened) {
      if (openByVisitor.get()) enough.set(1)
      end()
    } else if (!before) {
      if (!enough.get()) round.start(orderOf(prompts, mode), seconds)
    } else if (known !== wasKnown) {
      // The list was edited in a preview: what is new is shown first, what is still in it stays.
      const order = orderOf(prompts, mode, prompts.find((prompt) => !before.includes(prompt)) ?? shown)
      if (shown && order[0] === shown) round.start(order.slice(1), seconds, seconds * 1000)
      else round.start(order, seconds, shown ? 0 : undefined)
    }
  }
}

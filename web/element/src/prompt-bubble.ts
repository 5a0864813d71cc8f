import { h } from './dom'
import { engagementStrings as strings } from './strings'

interface Actions {
  ask: () => void
  dismiss: () => void
  /** One reason more (1) or less (-1) not to take it away: the pointer, or the focus, is in it. */
  attend: (change: number) => void
}

/** One engagement prompt, for the opening button, which lends its cross. */
export function promptBubble(text: string, button: HTMLElement, actions: Actions): HTMLElement {
  const say = h('button', { class: 'say', type: 'button', dir: 'auto', lang: '' }, text)
  const dismiss = h('button', { class: 'dismiss', type: 'button', 'aria-label': strings.dismiss })
  const bubble = h('div', { class: 'bubble' }, say, dismiss)
  if (button.lastChild) dismiss.append(button.lastChild.cloneNode(true))
  say.addEventListener('click', actions.ask)
  dismiss.addEventListener('click', actions.dismiss)
  bubble.addEventListener('keydown', ({ key }) => key === 'Escape' && actions.dismiss())
  for (const [begin, end] of [['pointerenter', 'pointerleave'], ['focusin', 'focusout']] as const) {
    bubble.addEventListener(begin, () => actions.attend(1))
    bubble.addEventListener(end, () => actions.attend(-1))
  }
  return h('div', { class: 'prompt', part: 'prompt' }, bubble)
}

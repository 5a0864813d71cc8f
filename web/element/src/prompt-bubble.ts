import { h } from './dom'
import { engagementStrings as strings } from './strings'

interface Actions {
  ask: () => void
  dismiss: () => void
  /** The pointer, or the focus, has come or gone. */
  attend: () => void
}

/** One engagement prompt, for the opening button, which lends its cross. */
export function promptBubble(text: string, button: HTMLElement, actions: Actions): HTMLElement {
  const say = h('button', { class: 'say', dir: 'auto', lang: '' }, text)
  const dismiss = h('button', { class: 'dismiss', 'aria-label': strings.dismiss })
  const bubble = h('div', { class: 'bubble' }, say, dismiss)
  const cross = button.querySelector('svg + svg')
  if (cross) dismiss.append(cross.cloneNode(true))
  say.addEventListener('click', actions.ask)
  dismiss.addEventListener('click', actions.dismiss)
  bubble.addEventListener('keydown', ({ key }) => key === 'Escape' && actions.dismiss())
  for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) bubble.addEventListener(type, actions.attend)
  return h('div', { class: 'prompt', part: 'prompt' }, bubble)
}

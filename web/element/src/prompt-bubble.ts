import { h } from './dom'
import { CROSS, icon } from './icons'
import { engagementStrings as strings } from './strings'

interface Actions {
  ask: () => void
  dismiss: () => void
  /** The pointer, or the focus, has come or gone. */
  attend: () => void
}

/** One engagement prompt, for the opening button. */
export function promptBubble(text: string, actions: Actions): HTMLElement {
  const say = h('button', { class: 'say', dir: 'auto', lang: '' }, text)
  const dismiss = h('button', { class: 'dismiss', 'aria-label': strings.dismiss }, icon(CROSS))
  const bubble = h('div', { class: 'bubble' }, say, dismiss)
  say.addEventListener('click', actions.ask)
  dismiss.addEventListener('click', actions.dismiss)
  bubble.addEventListener('keydown', ({ key }) => key === 'Escape' && actions.dismiss())
  for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) bubble.addEventListener(type, actions.attend)
  return h('div', { class: 'prompt', part: 'prompt' }, bubble)
}

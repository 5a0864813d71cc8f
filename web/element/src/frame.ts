import { CHAT, LOAD_FAILED } from './button-words'
import type { ChatAttributes } from './chat-attributes'
import type { ButtonOptions } from './configuration'
import { readableInk } from './contrast'
import { h, sheetOf } from './dom'
import { CROSS, icon, SIGN } from './icons'
import type { FrameParts } from './panel-interface'
import css from './element.css'

/** The focus moves, the page does not. */
export const STILL = { preventScroll: true }

const sheet = sheetOf(css)

/** Room above and below the panel, and the least that it needs for itself. */
const MIN_PANEL_SPACE = 424
const DARK = matchMedia('(prefers-color-scheme:dark)')

export interface FrameState {
  configuration: ButtonOptions
  name: string
  open: boolean
  expanded: boolean
  inline: boolean
  unread: number
}

/** The opening button and the empty, already shaped panel. */
export interface Frame extends FrameParts {
  /** Brings everything in line with the state. */
  apply(state: FrameState): void
  /** The panel module did not arrive. */
  showLoadFailure(retry: () => void): void
}

/** Stands in for the panel's content until that is loaded. */
const skeleton = () => [h('div', { class: 'header', part: 'header' }), h('div', { class: 'waiting', role: 'alert', lang: 'en', dir: 'ltr' })]

export function frameIn(shadow: ShadowRoot, element: ChatAttributes, language: string, relayout: () => void, signal: AbortSignal): Frame {
  const sign = h('span', { class: 'sign', part: 'button-icon' }, icon(SIGN, true), icon(CROSS))
  const badge = h('span', { class: 'badge', part: 'badge' })
  const button = h('button', { class: 'button', id: 'button', part: 'button', 'aria-haspopup': 'dialog' }, sign, badge)
  const box = h('div', { class: 'panel', part: 'panel', role: 'dialog', tabindex: '-1', 'aria-labelledby': 'button' }, ...skeleton())
  const root = h('div', { lang: language }, button, box, h('slot', { name: 'latchkey' }))
  shadow.adoptedStyleSheets = [sheet]
  DARK.addEventListener('change', relayout, { signal })
  addEventListener('resize', relayout, { signal })

  function apply({ configuration, name, open, expanded, inline, unread }: FrameState): void {
    const { webComponentOpenerSize: size, marginBottom: margin, headerColor: header, showCloseButtons, forceFullMode, position } = configuration
    // Phones, and windows too low for a panel above the button.
    const small = matchMedia(`(max-width:480px),(max-height:${MIN_PANEL_SPACE + size + margin}px)`).matches
    // Without a close button the opening button is the way back, so a panel must not cover it.
    const full = !inline && (forceFullMode || (small && showCloseButtons))
    const low = small && !full && !inline
    const expandable = !full && !inline && !low
    const wide = expanded && expandable
    const showClose = showCloseButtons && !element.inline
    const left = position === 'left'
    const dark = element.colorScheme === 'dark' || (element.colorScheme !== 'light' && DARK.matches)
    const bare = element.hasAttribute('hidden') && (showClose || !open)
    const count = unread > 99 ? '99+' : unread ? String(unread) : ''

    root.className = 'root'
    for (const [token, on] of Object.entries({ open, full, inline, wide, low, left, dark, bare })) root.classList.toggle(token, on)
    const values = { header, 'on-header': readableInk(header), 'button-size': `${size}px`, 'offset-bottom': `${margin}px` }
    for (const [token, value] of Object.entries(values)) root.style.setProperty(`--${token}`, `var(--latchkey-${token},${value})`)
    root.dir = element.dir || (/ar|he/.test(language) ? 'rtl' : 'ltr')
    badge.textContent = count
    // That it opens a dialog, and whether that is open, its state says, in the language of the screen reader.
    button.setAttribute('aria-label', (CHAT[language] ?? 'Chat') + (name && `: ${name}`) + (count && ` (${count})`))
    button.setAttribute('aria-expanded', String(open))
    box.setAttribute('aria-modal', String(full))
    box.inert = !open
    frame.layout = { full, inline, expanded: wide, expandable, closable: !inline && (showCloseButtons || !full), showClose }
  }

  function showLoadFailure(retry: () => void): void {
    const again = h('button', { class: 'again' }, LOAD_FAILED)
    again.addEventListener('click', () => {
      box.replaceChildren(...skeleton())
      box.focus(STILL)
      retry()
    })
    box.lastElementChild?.replaceChildren(again)
  }

  const frame: Frame = { button, box, root, layout: undefined, apply, showLoadFailure }
  return frame
}

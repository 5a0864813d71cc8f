import { CHAT, LOAD_FAILED } from './button-words'
import type { ChatAttributes } from './chat-attributes'
import type { ButtonOptions } from './configuration'
import { readableInk } from './contrast'
import { h, sheetOf } from './dom'
import { CROSS, icon, SIGN } from './icons'
import type { FrameParts } from './panel-interface'
import css from './element.css'
import shapeCss from './shape.css'

/** The focus moves, the page does not. */
export const STILL = { preventScroll: true }

const sheet = sheetOf(css)
let shape: CSSStyleSheet | undefined

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
  /** Puts the panel where it will open, and what else is seen with it only: pages where nobody opens it are spared that work. */
  prepare: () => void
  /** Brings everything in line with the state. */
  apply(state: FrameState): void
  /** The panel module did not arrive. */
  showLoadFailure(retry: () => void): void
}

/** Stands in for the panel's content until that is loaded. */
const skeleton = () => [h('div', { class: 'header', part: 'header' }), h('div', { class: 'waiting', role: 'alert', lang: 'en', dir: 'ltr' })]

export function frameIn(shadow: ShadowRoot, element: ChatAttributes, language: string, relayout: () => void, signal: AbortSignal): Frame {
  const sign = icon(SIGN)
  sign.setAttribute('part', 'button-icon')
  let badge: HTMLElement | undefined
  const button = h('button', { class: 'button', id: 'button', part: 'button', 'aria-haspopup': 'dialog' }, sign)
  const box = h('div', { class: 'panel', part: 'panel', role: 'dialog', tabindex: '-1', 'aria-labelledby': 'button' })
  const root = h('div', { lang: language }, button)
  shadow.adoptedStyleSheets = [sheet]
  DARK.addEventListener('change', relayout, { signal })
  addEventListener('resize', relayout, { signal })

  function prepare(): void {
    if (box.parentNode) return
    shadow.adoptedStyleSheets.push((shape ??= sheetOf(shapeCss)))
    sign.append(...icon(CROSS).children)
    button.append((badge = h('span', { class: 'badge', part: 'badge' })))
    box.append(...skeleton())
    root.append(h('slot', { name: 'latchkey' }), box)
  }

  function apply({ configuration, name, open, expanded, inline, unread }: FrameState): void {
    const { webComponentOpenerSize: size, marginBottom: margin, headerColor: header, showCloseButtons, forceFullMode, left } = configuration
    // Phones, and windows too low for a panel above the button.
    const small = matchMedia(`(max-width:480px),(max-height:${MIN_PANEL_SPACE + size + margin}px)`).matches
    // Without a close button the opening button is the way back, so a panel must not cover it.
    const full = !inline && (forceFullMode || (small && showCloseButtons))
    const floats = !inline && !full
    const low = floats && small
    const expandable = floats && !small
    const wide = expanded && expandable
    const showClose = showCloseButtons && !element.inline
    const dark = element.colorScheme === 'dark' || (element.colorScheme !== 'light' && DARK.matches)
    const bare = element.hidden && (showClose || !open)
    const count = unread > 99 ? '99+' : `${unread || ''}`

    const looks = { root: true, open, full, inline, wide, low, left, dark, bare }
    for (const [name, is] of Object.entries(looks)) root.classList.toggle(name, is)
    const values = { header, 'on-header': readableInk(header), 'button-size': `${size}px`, 'offset-bottom': `${margin}px` }
    for (const [token, value] of Object.entries(values)) root.style.setProperty(`--${token}`, `var(--latchkey-${token},${value})`)
    root.dir = element.dir.includes('l') ? element.dir : /ar|he/.test(language) ? 'rtl' : 'ltr'
    if (open || unread) prepare()
    if (badge) badge.textContent = count
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

  const frame: Frame = { button, box, root, prepare, apply, showLoadFailure }
  return frame
}

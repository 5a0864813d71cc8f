import type { ButtonOptions } from './configuration'
import { readableInk } from './contrast'
import { h, sheetOf } from './dom'
import { CROSS, icon, SIGN } from './icons'
import type { Layout } from './panel-interface'
import css from './element.css'
import { elementStrings as strings } from './strings'

const sheet = sheetOf(css)

/** Gap between button and panel, and between panel and the edge of the viewport. */
const GAP = 12
const MIN_PANEL_HEIGHT = 400

export interface FrameState {
  configuration: ButtonOptions
  name: string
  open: boolean
  expanded: boolean
  inline: boolean
}

/** The opening button and the empty, already shaped panel. */
export class Frame {
  readonly button = h('button', { class: 'button', part: 'button', type: 'button', 'aria-haspopup': 'dialog' }, icon(SIGN, true), icon(CROSS))
  readonly box = h('div', { class: 'panel', part: 'panel', role: 'dialog', tabindex: '-1' }, ...skeleton())
  readonly root = h('div', { class: 'root', lang: 'en' }, this.button, this.box, h('slot', { name: 'latchkey' }))
  layout!: Layout
  #media = ''
  #narrow: MediaQueryList | undefined
  readonly #relayout: () => void

  constructor(shadow: ShadowRoot, relayout: () => void) {
    this.#relayout = relayout
    shadow.adoptedStyleSheets = [sheet]
  }

  /** Phones, and windows too low for a panel above the button. */
  #tooSmall({ webComponentOpenerSize: size, marginBottom: margin }: ButtonOptions): boolean {
    const media = `(max-width:480px),(max-height:${MIN_PANEL_HEIGHT + size + margin + 2 * GAP}px)`
    if (media !== this.#media) {
      this.destroy()
      this.#media = media
      this.#narrow = matchMedia(media)
      this.#narrow.addEventListener('change', this.#relayout)
    }
    return Boolean(this.#narrow?.matches)
  }

  /** Brings everything in line with the state. */
  apply({ configuration, name, open, expanded, inline }: FrameState): void {
    const { root, button, box } = this
    const small = this.#tooSmall(configuration)
    const fills = configuration.forceFullMode
    // Without a close button the opening button is the way back, so a panel must not cover it.
    const full = !inline && (fills || (small && configuration.showCloseButtons))
    const keepsButton = small && !full && !inline
    const wide = expanded && !full && !inline && !keepsButton
    const label = open ? strings.close : strings.open(name)

    const classes = { open, full, inline, wide, low: keepsButton, left: configuration.position === 'left' }
    for (const [token, on] of Object.entries(classes)) root.classList.toggle(token, on)
    const values = {
      '--header': configuration.headerColor,
      '--on-header': readableInk(configuration.headerColor),
      '--size': `${configuration.webComponentOpenerSize}px`,
      '--margin': `${configuration.marginBottom}px`,
    }
    for (const [property, value] of Object.entries(values)) root.style.setProperty(property, value)

    button.setAttribute('aria-label', label)
    button.setAttribute('aria-expanded', String(open))
    if (!box.hasAttribute('aria-labelledby')) box.setAttribute('aria-label', strings.panel)
    box.toggleAttribute('inert', !open)
    if (full) box.setAttribute('aria-modal', 'true')
    else box.removeAttribute('aria-modal')
    this.layout = {
      full,
      expanded: wide,
      expandable: !full && !inline && !keepsButton,
      closable: configuration.showCloseButtons || !(full || inline),
      showClose: configuration.showCloseButtons,
    }
  }

  /** The panel module did not arrive. */
  showLoadFailure(retry: () => void): void {
    const again = h('button', { type: 'button' }, strings.retry)
    again.addEventListener('click', () => {
      this.box.replaceChildren(...skeleton())
      this.box.focus({ preventScroll: true })
      retry()
    })
    this.box.querySelector('.waiting')?.replaceChildren(h('p', { role: 'alert' }, strings.loadFailed), again)
  }

  destroy(): void {
    this.#narrow?.removeEventListener('change', this.#relayout)
  }
}

/** Stands in for the panel's content until that is loaded. */
const skeleton = () => [h('div', { class: 'header' }), h('div', { class: 'waiting' })]

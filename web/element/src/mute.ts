import type { PanelHost } from './panel-interface'
import { storedFlag } from './stored-flag'

/** Whether the visitor wants to hear nothing. The module that makes the sound hears of it by the event. */
export class Mute {
  readonly #host: PanelHost
  readonly #changed: () => void
  on: boolean

  constructor(host: PanelHost, changed: () => void) {
    this.#host = host
    this.#changed = changed
    this.on = Boolean(this.#stored.get())
  }

  set(on: boolean): void {
    this.on = on
    this.#stored.set(Number(on))
    this.#host.emit('latchkey-mute', { muted: on })
    this.#changed()
  }

  get #stored() {
    return storedFlag('localStorage', 'muted', this.#host.element.apiKey)
  }
}

const NEAR = 64

/**
 * Keeps the newest text in view while an answer grows, and yields as soon as the visitor scrolls.
 * A long answer stops at its beginning, where one reads it, instead of running away.
 */
export class Scroller {
  /** Nothing was said yet: a welcome stays where the visitor reads it. */
  empty = true
  #mode: 'answer' | 'end' | 'free' = 'end'
  #anchor: HTMLElement | undefined
  #set = 0
  #height = 0

  constructor(
    readonly box: HTMLElement,
    readonly jump: HTMLElement,
    signal: AbortSignal,
  ) {
    box.addEventListener('scroll', () => this.#scrolled(), { signal, passive: true })
    jump.addEventListener('click', () => this.toEnd(), { signal })
    // Called in the middle of a frame, when all is laid out: asking for heights before that would lay everything out twice.
    const observer = new ResizeObserver(() => this.follow())
    for (const part of [box, ...box.children]) observer.observe(part)
    signal.addEventListener('abort', () => observer.disconnect())
  }

  /** Something new was asked: keep it and the beginning of its answer in view. */
  readFrom(turn: HTMLElement): void {
    this.#anchor = turn
    this.#mode = 'answer'
    this.follow()
  }

  toEnd(): void {
    this.#mode = 'end'
    this.follow()
  }

  /** What is in the box, or the box itself, has changed its height. */
  follow(): void {
    const { box } = this
    const end = box.scrollHeight - box.clientHeight
    if (this.#mode !== 'free' && !this.empty) {
      const top = this.#mode === 'answer' && this.#anchor ? this.#anchor.offsetTop - 12 : end
      box.scrollTop = Math.min(end, top)
    }
    this.#set = box.scrollTop
    this.#height = box.scrollHeight
    this.#showJump(end)
  }

  #scrolled(): void {
    const { box } = this
    const end = box.scrollHeight - box.clientHeight
    const moved = box.scrollTop - this.#set
    // Less text, or a larger box, moves it as well: to its end.
    const byVisitor = Math.abs(moved) > 1 && box.scrollHeight >= this.#height
    if (byVisitor && !this.empty) this.#mode = end - box.scrollTop <= (moved > 0 ? NEAR : 2) ? 'end' : 'free'
    this.#set = box.scrollTop
    this.#showJump(end)
  }

  #showJump(end: number): void {
    this.jump.hidden = end - this.box.scrollTop <= NEAR
  }
}

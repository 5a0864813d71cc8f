import { h } from './dom'
import { historyStrings as strings } from './strings'

/** As many titles are found at a glance. */
const FEW = 5

/** Finds conversations by the words of their titles. Offered where there are many. */
export class TitleSearch {
  readonly input = h('input', { class: 'search', type: 'search', placeholder: strings.search, 'aria-label': strings.search, autocomplete: 'off', enterkeyhint: 'search' })

  /** `changed` is called whenever others are found. */
  constructor(changed: () => void) {
    this.input.addEventListener('input', changed)
  }

  get active(): boolean {
    return Boolean(this.#words.length)
  }

  get #words(): string[] {
    return plain(this.input.value).split(/\s+/).filter(Boolean)
  }

  /** Whether a title has all the words that are searched for, in any order. */
  finds(title: string): boolean {
    const text = plain(title)
    return this.#words.every((word) => text.includes(word))
  }

  offer(count: number): void {
    this.input.hidden = count <= FEW && !this.active
  }

  /** Returns whether there was anything to clear. */
  clear(): boolean {
    const had = this.input.value !== ''
    this.input.value = ''
    return had
  }
}

/** Case and accents make no difference. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

import { h } from './dom'
import { ALERT, CLOUD_OFF, icon } from './icons'
import { panelStrings as strings } from './strings'

interface Action {
  text: string
  act(): void
}

export interface Notice {
  kind: '' | 'quiet' | 'offline' | 'limit' | 'failure' | 'confirm'
  text: string
  actions?: Action[]
}

/** One line above the composer that says what the visitor has to know now. */
export class Notices {
  readonly root = h('div', { class: 'notices' })
  #shown = ''

  /** Returns whether that is news. */
  show({ kind, text, actions = [] }: Notice): boolean {
    const shown = `${kind} ${text} ${actions.map((action) => action.text).join()}`
    if (shown === this.#shown) return false
    this.#shown = shown
    this.root.replaceChildren()
    if (!kind) return true
    const sign = kind === 'quiet' || kind === 'confirm' ? [] : [icon(kind === 'offline' ? CLOUD_OFF : ALERT)]
    const buttons = actions.map((action) => {
      const button = h('button', { class: 'action', type: 'button' }, action.text)
      button.addEventListener('click', () => action.act())
      return button
    })
    this.root.append(h('div', { class: `notice ${kind}`, part: 'notice' }, ...sign, h('span', { dir: 'auto' }, text), ...buttons))
    return true
  }

  /** Asks a question; the answer that changes nothing comes first. */
  ask(text: string, yes: () => void, no: () => void): void {
    const actions = [
      { text: strings.confirmNewNo, act: no },
      { text: strings.confirmNewYes, act: yes },
    ]
    this.show({ kind: 'confirm', text, actions })
    this.root.querySelector('button')?.focus()
  }
}

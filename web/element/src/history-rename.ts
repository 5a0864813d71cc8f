import { shortened } from './conversation-list'
import { h } from './dom'
import { historyStrings as strings } from './strings'

/** Asks for another title in the place of a row. `save` gets it when it is another one. */
export function renameForm(title: string, save: (title: string, form: RenameForm) => unknown, cancel: () => void): RenameForm {
  const input = h('input', { 'aria-label': strings.newTitle, dir: 'auto', autocomplete: 'off', enterkeyhint: 'done' })
  input.value = title
  const dismiss = h('button', { class: 'action', type: 'button' }, strings.cancel)
  const submit = h('button', { class: 'action', type: 'submit' }, strings.save)
  const root = h('form', { class: 'sure' }, input, dismiss, submit)
  const form: RenameForm = {
    root,
    input,
    set busy(busy: boolean) {
      input.readOnly = busy
      submit.setAttribute('aria-disabled', String(busy))
    },
  }
  dismiss.addEventListener('click', cancel)
  root.addEventListener('submit', (event) => {
    event.preventDefault()
    const wanted = shortened(input.value)
    if (input.readOnly) return
    if (wanted && wanted !== title) save(wanted, form)
    else cancel()
  })
  return form
}

export interface RenameForm {
  readonly root: HTMLElement
  readonly input: HTMLInputElement
  /** Whether a title is being saved: then it is not changed, nor saved again. */
  set busy(busy: boolean)
}

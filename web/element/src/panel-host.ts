import type { HostParts, PanelHost } from './panel-interface'
import { storedFlag } from './stored-flag'

/** What a module sees of the element: always as it is at the moment. */
export function hostOf({ frame, state, ...given }: HostParts): PanelHost {
  const { facts } = given
  return {
    ...given,
    box: frame.box,
    button: frame.button,
    language: frame.root.lang,
    get context() {
      return state.context
    },
    get unread() {
      return state.unread
    },
    get configuration() {
      return facts.configuration
    },
    get options() {
      return facts.options
    },
    get assistant() {
      return { name: '', imageUuid: '', ...facts.known?.assistant }
    },
    get layout() {
      if (!frame.layout) throw new Error('The element is not shown.')
      return frame.layout
    },
    setExpanded(expanded) {
      state.expanded = expanded
      given.render()
    },
    setUnread(count) {
      storedFlag('sessionStorage', 'unread', given.element.apiKey).set(count)
      if (count === state.unread) return
      state.unread = count
      given.render()
      given.emit('latchkey-unread', { count })
    },
  }
}

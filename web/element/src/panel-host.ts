import type { HostParts, Layout, PanelHost } from './panel-interface'

/** What a module sees of the element: always as it is at the moment. */
export function hostOf({ frame, state, ...given }: HostParts): PanelHost {
  const { facts, render, emit } = given
  return {
    ...given,
    box: frame.box,
    button: frame.button,
    language: frame.root.lang,
    get context() {
      return state.context
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
      return frame.layout as Layout
    },
    setExpanded(expanded) {
      state.expanded = expanded
      render()
    },
    setUnread(count) {
      if (count === state.unread) return
      state.unread = count
      render()
      emit('latchkey-unread', { count })
    },
  }
}

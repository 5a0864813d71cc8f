// Scripts that the opening button is held against, by file name.
export const YARDSTICKS = {
  /** What any script costs that does nothing. */
  'empty.js': 'export {}',
  /** The least that shows an opening button. */
  'least.js': `
    customElements.define('least-chat', class extends HTMLElement {
      connectedCallback() {
        const shadow = this.attachShadow({ mode: 'open' })
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(':host { all: initial !important; display: contents !important } button { position: fixed; right: 20px; bottom: 20px; width: 60px; height: 60px; border: 0; border-radius: 50%; background: #246 }')
        shadow.adoptedStyleSheets = [sheet]
        shadow.append(document.createElement('button'))
      }
    })
    document.body.append(document.createElement('least-chat'))`,
}

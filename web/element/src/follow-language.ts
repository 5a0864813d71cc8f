import type { PanelHost } from './panel-interface'
import { language } from './strings'

/** Says what language the words of the panel are in, and has the element look again when the page, most often a single-page application, gets another one. */
export function followLanguage(host: PanelHost, signal: AbortSignal): void {
  const { element, box } = host
  box.lang = language.lang
  box.dir = element.dir || language.dir
  // Any change makes the element compare the language of its page with that of its modules.
  const observer = new MutationObserver(() => host.setExpanded(host.layout.expanded))
  observer.observe(document.documentElement, { attributeFilter: ['lang'] })
  signal.addEventListener('abort', () => observer.disconnect())
}

import type { Configuration } from './configuration'
import { h } from './dom'
import { link, safeUrl } from './links'
import { panelStrings as strings } from './strings'

export class Footer {
  readonly root = h('footer', { class: 'footer', part: 'footer' })
  #shown = ''

  update({ privacyPolicyURL, termsOfServiceURL, hideBranding }: Configuration): void {
    const shown = `${privacyPolicyURL} ${termsOfServiceURL} ${hideBranding}`
    if (shown === this.#shown) return
    this.#shown = shown
    const items = [policy(privacyPolicyURL, strings.privacy), policy(termsOfServiceURL, strings.terms)]
    if (!hideBranding) items.push(h('span', { class: 'branding' }, strings.branding))
    this.root.replaceChildren(...items.filter((item) => item !== undefined))
    this.root.hidden = !this.root.hasChildNodes()
  }
}

function policy(address: string, text: string): HTMLElement | undefined {
  if (!address || !safeUrl(address)) return undefined
  const anchor = link(address)
  // The visitor may be in the middle of a sentence.
  anchor.setAttribute('target', '_blank')
  anchor.append(text)
  return anchor
}

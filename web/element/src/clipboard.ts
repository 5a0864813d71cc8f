import { h } from './dom'

/** Copies text; also on pages without TLS, which have no clipboard API. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text, near)
  }
}

function copySelected(text: string, near: HTMLElement): boolean {
  const area = h('textarea', { class: 'aside', 'aria-hidden': 'true', tabindex: '-1' })
  area.value = text
  near.append(area)
  area.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way there
  const copied = document.execCommand('copy')
  area.remove()
  near.focus({ preventScroll: true })
  return copied
}

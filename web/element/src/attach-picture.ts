import { h } from './dom'
import { CROSS, DOWNLOAD, icon } from './icons'
import { attachmentStrings as strings } from './strings'

/** Draws an image. A canvas needs no address, so no policy of a page is in its way. */
export async function picture(image: Blob, most: number): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(image)
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height))
  const canvas = h('canvas')
  canvas.width = Math.ceil(bitmap.width * scale)
  canvas.height = Math.ceil(bitmap.height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return canvas
}

export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  h('a', { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Shows an image as large as there is room. The browser closes it with Escape, and gives the focus back. */
export async function showPicture(box: HTMLElement, image: Blob, name: string): Promise<void> {
  const canvas = await picture(image, Math.max(screen.width, screen.height) * devicePixelRatio)
  const save = toolOf(DOWNLOAD, strings.download(name), () => download(image, name))
  const close = toolOf(CROSS, strings.close, () => dialog.close())
  const dialog = h('dialog', { class: 'preview', 'aria-label': name }, h('div', {}, h('span', { dir: 'auto' }, name), save, close), canvas)
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', name)
  // The chat is not what Escape closes.
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
  dialog.addEventListener('close', () => dialog.remove())
  box.append(dialog)
  dialog.showModal()
  close.focus()
}

export function toolOf(path: string, label: string, act: () => void): HTMLButtonElement {
  const button = h('button', { class: 'tool', type: 'button', 'aria-label': label }, icon(path))
  button.addEventListener('click', act)
  return button
}

import { h, icon } from './attach-tools'
import { CROSS, DOWNLOAD } from './icons'
import { attachmentStrings as strings } from './strings'

/** Draws an image. A canvas needs no address, so no policy of a page is in its way. */
export async function picture(image: Blob, most: number, attributes: Record<string, string> = {}): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(image)
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height))
  const canvas = h('canvas', attributes)
  canvas.width = bitmap.width * scale
  canvas.height = bitmap.height * scale
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
  const canvas = await picture(image, 2048, { role: 'img', 'aria-label': name })
  const close = toolOf(CROSS, strings.close, () => dialog.close())
  const dialog = h('dialog', { class: 'preview', 'aria-label': name }, close, toolOf(DOWNLOAD, strings.download(name), () => download(image, name)), canvas)
  // The chat is not what Escape closes.
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  dialog.addEventListener('close', () => dialog.remove())
  box.append(dialog)
  dialog.showModal()
}

export function toolOf(path: string, label: string, act: () => void, kind = 'tool'): HTMLButtonElement {
  return buttonOf(kind, label, act, icon(path))
}

export function buttonOf(kind: string, label: string, act: () => void, ...children: (Node | string)[]): HTMLButtonElement {
  const button = h('button', { class: kind, type: 'button', 'aria-label': label }, ...children)
  button.addEventListener('click', act)
  return button
}

import { h } from './attach-tools'
import { attachmentStrings as strings } from './strings'

interface Target {
  box: HTMLElement
  input: HTMLElement
  signal: AbortSignal
  mayDrop: () => boolean
  take: (files: File[]) => void
}

/** Takes files that are dropped on the chat, and those that are pasted into its input. */
export function takeFiles({ box, input, signal, mayDrop, take }: Target): void {
  const area = h('div', { class: 'drop', hidden: '' }, h('span', {}, strings.drop))
  box.append(area)
  signal.addEventListener('abort', () => area.remove())
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = mayDrop() ? 'copy' : 'none'
    area.hidden = !mayDrop()
  }
  box.addEventListener('dragenter', over, { signal })
  box.addEventListener('dragover', over, { signal })
  box.addEventListener('dragleave', ({ relatedTarget }) => (area.hidden ||= !box.contains(relatedTarget as Node | null)), { signal })
  box.addEventListener('drop', (event) => {
    over(event)
    area.hidden = true
    if (mayDrop()) take([...(event.dataTransfer?.files ?? [])])
  }, { signal })
  input.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    const types = event.clipboardData?.types ?? []
    // Text from an office program comes with a picture of itself.
    if (!files.length || (types.includes('text/plain') && types.includes('text/html'))) return
    event.preventDefault()
    take(files)
  }, { signal })
}

import type { AttachmentLimits } from './attach-interface'
import { isRefusal } from './refusal'
import { attachmentStrings as strings } from './strings'

/** A size as people read it. */
export function sizeOf(bytes: number, language?: string): string {
  const kilobytes = Math.ceil(bytes / 1024)
  const [value, unit] = kilobytes < 1024 ? [kilobytes, 'kilobyte'] : [kilobytes / 1024, 'megabyte']
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}

/** Why a file cannot be attached, in words, or nothing. */
export function objection({ name, size }: { name: string; size: number }, { bytes, extensions }: AttachmentLimits, language?: string): string {
  const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
  if (!extensions.includes(extension)) return strings.wrongType(name, extensions.join(', ').toUpperCase())
  if (size > bytes) return strings.tooLarge(name, sizeOf(bytes, language))
  return size ? '' : strings.empty(name)
}

/** What a file picker offers. Phones offer their camera when the types of images are named as such. */
export function acceptOf(extensions: string[]): string {
  return extensions.flatMap((extension) => [`.${extension}`, ...(/png|jpe?g|gif|webp/.test(extension) ? [`image/${extension.replace('jpg', 'jpeg')}`] : [])]).join()
}

/** What went wrong on the way to the server, in words, and whether another attempt may help. */
export function failureOf(error: unknown): { problem: string; again: boolean } {
  if (!isRefusal(error)) return { problem: strings.lost, again: true }
  const { code, status, message } = error
  // Why a key is refused is not for visitors.
  const isSaid = code && (status !== 403 || code.startsWith('ATTACH'))
  return { problem: isSaid ? message : strings.failed, again: status === 429 || status >= 500 }
}

import type { AttachmentLimits } from './attach-interface'
import { isRefusal } from './refusal'
import { attachmentStrings as strings } from './strings'

const MEGABYTE = 1 << 20

/** A size as people read it. */
export function sizeOf(bytes: number, language?: string): string {
  const [value, unit] = bytes < MEGABYTE ? [Math.max(1, Math.round(bytes / 1024)), 'kilobyte'] : [bytes / MEGABYTE, 'megabyte']
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}

export const listOf = (names: string[], language?: string) => new Intl.ListFormat(language).format(names)

const extensionOf = (name: string) => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** Why a file cannot be attached, in words, or nothing. */
export function objection({ name, size }: { name: string; size: number }, { bytes, extensions }: AttachmentLimits, language?: string): string {
  if (!extensions.includes(extensionOf(name))) return strings.wrongType(name, extensions.map((extension) => extension.toUpperCase()).join(', '))
  if (size > bytes) return strings.tooLarge(name, sizeOf(bytes, language))
  return size ? '' : strings.empty(name)
}

const IMAGES = ['png', 'jpg', 'jpeg', 'gif', 'webp']

/** What a file picker offers. Phones offer their camera when the types of images are named as such. */
export function acceptOf(extensions: string[]): string {
  const types = extensions.filter((extension) => IMAGES.includes(extension)).map((extension) => `image/${extension.replace('jpg', 'jpeg')}`)
  return [...extensions.map((extension) => `.${extension}`), ...new Set(types)].join()
}

/** What went wrong on the way to the server, in words, and whether another attempt may help. */
export function failureOf(error: unknown, name: string, { count, bytes }: AttachmentLimits, language?: string): { problem: string; again: boolean } {
  if (!isRefusal(error)) return { problem: strings.lost, again: true }
  const { code, status, message } = error
  const known: Record<string, string> = { ATTACHMENT_TOO_LARGE: strings.tooLarge(name, sizeOf(bytes, language)), TOO_MANY_ATTACHMENTS: strings.tooMany(count) }
  // Why a key is refused is not for visitors.
  const said = status !== 403 && code && message
  return { problem: known[code] ?? (said || strings.failed), again: status === 429 || status >= 500 }
}

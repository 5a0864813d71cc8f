import type { AttachmentLimits } from './attach-interface'

/** What the server says about the assistant behind a key. */
export interface Assistant {
  id: string
  name: string
  imageUuid: string
  welcomeMessage: string
  starters: string[]
  showSources: boolean
  /** What may be attached, if anything. */
  attachments: AttachmentLimits | undefined
  /** How many characters a question may have; 0 when the server does not say. */
  questionLength: number
}

type Raw = Record<string, unknown>

const object = (value: unknown): Raw => (value && typeof value === 'object' ? (value as Raw) : {})

const text = (value: unknown) => (typeof value === 'string' ? value : '')

export function readAssistant(raw: unknown): Assistant {
  const fields = object(raw)
  const settings = object(fields.assistantSettings)
  const actions = settings.conversationActions
  return {
    id: text(fields.id),
    name: text(fields.name),
    imageUuid: text(fields.imageUuid),
    welcomeMessage: text(fields.welcomeMessage),
    starters: (Array.isArray(actions) ? actions : []).map((action) => text(object(action).userMessage).trim()).filter(Boolean),
    showSources: object(object(settings.kbSettings).assistantShowKbResources).enable !== false,
    attachments: limitsOf(object(object(fields.limits).attachments)),
    questionLength: Number(object(fields.limits).questionLength) || 0,
  }
}

function limitsOf({ count, bytes, extensions }: Raw): AttachmentLimits | undefined {
  if (!Array.isArray(extensions)) return undefined
  return { count: Number(count), bytes: Number(bytes), extensions: extensions.map((extension) => text(extension).replace('.', '').toLowerCase()) }
}

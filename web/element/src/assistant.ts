import type { AttachmentLimits } from './attach-interface'
import type { Fields } from './client'
import { fieldsOf as object, numberOf, textOf as text } from './turn'

/** What the server says about the assistant behind a key. */
export interface Assistant {
  id: string
  name: string
  imageUuid: string
  welcomeMessage: string
  starters: string[]
  showSources: boolean
  /** How many characters a question may have; 0 when the server does not say. */
  questionLength: number
  /** What may be attached, if anything. */
  attachments: AttachmentLimits | undefined
}

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
    questionLength: numberOf(object(fields.limits).questionLength),
    attachments: limitsOf(object(object(fields.limits).attachments)),
  }
}

function limitsOf({ count, bytes, extensions }: Fields): AttachmentLimits | undefined {
  if (!Array.isArray(extensions)) return undefined
  return { count: numberOf(count), bytes: numberOf(bytes), extensions: extensions.map((extension) => text(extension).replace('.', '').toLowerCase()) }
}

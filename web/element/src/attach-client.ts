import { requestOptions } from './assistant-request'
import type { ConversationRef, Fields } from './client'
import { Refusal, refusalOf } from './refusal'

/** The calls for what is attached to a conversation. */
export class AttachmentClient {
  readonly #url: string
  readonly #apiKey: string

  constructor(url: string, apiKey: string) {
    this.#url = url
    this.#apiKey = apiKey
  }

  async list(conversation: ConversationRef, signal: AbortSignal): Promise<Fields[]> {
    const rows: unknown = await (await this.#fetch(conversation, '', { signal })).json()
    return Array.isArray(rows) ? (rows as Fields[]) : []
  }

  /** The image, or the text that was read from a file. */
  async view(conversation: ConversationRef, id: string, signal: AbortSignal): Promise<Blob> {
    return (await this.#fetch(conversation, `/${id}/view`, { signal })).blob()
  }

  async remove(conversation: ConversationRef, id: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#fetch(conversation, `/${id}`, { method: 'DELETE', signal })
    } catch (error) {
      // It is not there any more.
      if (!(error instanceof Refusal && error.status === 404)) throw error
    }
  }

  /** fetch() does not tell how far an upload is. */
  upload(conversation: ConversationRef, file: File, signal: AbortSignal, progress: (part: number) => void): Promise<Fields> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', this.#address(conversation, ''))
      for (const [name, value] of Object.entries(this.#headers(conversation))) request.setRequestHeader(name, value)
      request.upload.onprogress = ({ loaded, total }) => progress(loaded / total)
      request.onload = () => answerOf(request).then(resolve, reject)
      request.onerror = request.onabort = () => reject(new Error('The connection was lost.'))
      signal.addEventListener('abort', () => request.abort())
      const form = new FormData()
      form.append('file', file)
      request.send(form)
    })
  }

  async #fetch(conversation: ConversationRef, path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(this.#address(conversation, path), { ...requestOptions, ...init, headers: this.#headers(conversation) })
    if (!response.ok) throw await refusalOf(response)
    return response
  }

  #address({ id }: ConversationRef, path: string): string {
    return `${this.#url}/${id}/attachments${path}`
  }

  #headers({ token }: ConversationRef): Record<string, string> {
    return { 'Api-Key': this.#apiKey, 'Conversation-Token': token }
  }
}

async function answerOf({ status, responseText }: XMLHttpRequest): Promise<Fields> {
  const response = new Response(responseText, { status })
  if (!response.ok) throw await refusalOf(response)
  return (await response.json()) as Fields
}

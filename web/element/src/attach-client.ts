import type { AttachmentsHost } from './attach-interface'
import type { Item } from './attach-item'
import { refusalOf } from './attach-tools'
import type { ConversationRef, Fields } from './client'

/** Uploads a file. fetch() would not tell how far it is. */
export function upload({ root, apiKey }: AttachmentsHost['client'], { id, token }: ConversationRef, { file }: Item, signal: AbortSignal, progress: (part: number) => void): Promise<Fields> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${root}/${id}/attachments`)
    request.setRequestHeader('Api-Key', apiKey)
    request.setRequestHeader('Conversation-Token', token)
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total)
    request.onload = () => answerOf(new Response(request.responseText, request)).then(resolve, reject)
    request.onerror = request.onabort = reject
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    if (file) form.append('file', file)
    request.send(form)
  })
}

async function answerOf(response: Response): Promise<Fields> {
  if (!response.ok) throw await refusalOf(response)
  return (await response.json()) as Fields
}

import { CallFailed } from './problem'
import type { DocumentObject } from './schema'

/** Sends a file as a new document. Only XMLHttpRequest tells how much of a body has left. */
export function uploadDocument(assistantId: string, file: File, progress: (share: number) => void, signal: AbortSignal): Promise<DocumentObject> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/assistants/${encodeURIComponent(assistantId)}/documents`)
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => progress(event.lengthComputable ? event.loaded / event.total : 0))
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(request.response as DocumentObject)
      else reject(CallFailed.of(new Response(null, { status: request.status, statusText: request.statusText }), request.response))
    })
    request.addEventListener('error', () => reject(new CallFailed(0, 'NO_ANSWER', '')))
    request.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

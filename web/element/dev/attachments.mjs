// What visitors attach, as the development server takes it.
import { randomUUID } from 'node:crypto'

export const LIMITS = { questionLength: 4000, attachments: { count: 20, bytes: 10 << 20, extensions: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'txt', 'md', 'csv', 'tsv', 'xlsx', 'pdf'] } }

const IMAGES = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' }

/** What tests can make happen. */
export class Uploads {
  /** Answers of the next uploads: [status, body]. */
  next = []
  #gates = []
  #holding = false

  /** From now on, no upload is read past its first bytes until `release` is called. */
  hold() {
    this.#holding = true
  }

  release() {
    this.#holding = false
    for (const open of this.#gates.splice(0)) open()
  }

  async read(request, isUpload) {
    const chunks = []
    for await (const chunk of request) {
      chunks.push(chunk)
      if (isUpload && this.#holding) await new Promise((resolve) => this.#gates.push(resolve))
    }
    return Buffer.concat(chunks)
  }
}

/** Answers a call for what is attached to a conversation; `body` has been read. */
export async function answerAttachments({ request, conversation, path, body, uploads, send, json }) {
  const files = (conversation.files ??= [])
  const [id, view] = path
  if (request.method === 'GET' && !id) return json(200, files.map(({ object }) => object))
  if (request.method === 'POST') {
    const scripted = uploads.next.shift()
    if (scripted) return json(...scripted)
    const form = await new Response(body, { headers: { 'Content-Type': request.headers['content-type'] } }).formData()
    return json(201, await add(conversation, form.get('file')))
  }
  const file = files.find(({ object }) => object.id === id)
  if (!file) return json(404, { code: 'ATTACHMENT_NOT_FOUND', detail: 'There is no such attachment.' })
  if (request.method === 'DELETE') {
    files.splice(files.indexOf(file), 1)
    return send(204, 'text/plain')
  }
  if (view) return send(200, IMAGES[file.object.extension] ?? 'text/plain; charset=utf-8', file.content)
  return json(200, Object.assign(file.object, JSON.parse(body.toString())))
}

async function add(conversation, file) {
  const [, fileName, extension] = /^(.*)\.([^.]+)$/.exec(file.name)
  const type = IMAGES[extension] ? 'IMAGE' : ['csv', 'tsv', 'xlsx'].includes(extension) ? 'CSV' : 'TEXT'
  const object = {
    id: `f_${randomUUID().slice(0, 8)}`, conversationId: conversation.id, companyId: '', userId: 'anonymous', previousQueryId: conversation.runs.at(-1)?.id ?? null,
    type, fileName, extension, link: '', ragId: null, summary: false, tokenCount: 5, selected: true, size: file.size,
  }
  conversation.files.push({ object, content: Buffer.from(await file.arrayBuffer()) })
  return object
}

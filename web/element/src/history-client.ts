import { requestOptions } from './assistant-request'
import type { KnownConversation } from './conversation-list'

interface Server {
  /** Address of the conversations. */
  root: string
  apiKey: string
}

const UNTITLED = 'New Conversation'

/** Deletes conversations on the server, of which it says nothing any more afterwards. */
export async function forget({ root, apiKey }: Server, conversations: KnownConversation[], signal: AbortSignal): Promise<void> {
  const body = JSON.stringify({ conversations: conversations.map(({ id, token }) => ({ id, token })) })
  const headers = { 'Api-Key': apiKey, 'Content-Type': 'application/json' }
  const response = await fetch(`${root}/delete`, { ...requestOptions, method: 'POST', headers, body, signal })
  if (!response.ok) throw new Error(String(response.status))
}

/** Gives a conversation another title on the server. Fails if it does not have the conversation any more. */
export async function rename({ root, apiKey }: Server, { id, token }: KnownConversation, title: string, signal: AbortSignal): Promise<void> {
  const headers = { 'Api-Key': apiKey, 'Conversation-Token': token, 'Content-Type': 'application/json' }
  const response = await fetch(`${root}/${id}`, { ...requestOptions, method: 'PATCH', headers, body: JSON.stringify({ title }), signal })
  if (!response.ok) throw new Error(String(response.status))
}

/** The title that the server has for a conversation, empty if none; undefined when it does not have the conversation any more. */
export async function titleOf({ root, apiKey }: Server, id: string, signal: AbortSignal): Promise<string | undefined> {
  const response = await fetch(`${root}/${id}`, { ...requestOptions, headers: { 'Api-Key': apiKey }, signal })
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(String(response.status))
  const { title } = (await response.json()) as { title?: unknown }
  return typeof title === 'string' && title !== UNTITLED ? title : ''
}

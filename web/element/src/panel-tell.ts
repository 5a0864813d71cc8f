import type { Speaker } from './panel-announce'
import type { PanelHost } from './panel-interface'
import { panelStrings as strings } from './strings'
import type { Reaction, Turn } from './turn'
import type { Unread } from './unread'

/** An answer has come to its end, whichever. */
export function tellEnd(host: PanelHost, { id: queryId, answer: text, status, problem }: Turn, unread: Unread): void {
  unread.answered()
  if (problem) host.emit('latchkey-error', { code: problem.code || problem.kind })
  else host.emit('latchkey-answer', { queryId, text, status })
}

/** The visitor has rated an answer, and the server has taken it, or not. */
export async function tellReaction(host: PanelHost, { id: queryId }: Turn, taken: Promise<boolean>, reaction: Reaction, speaker: Speaker): Promise<void> {
  if (await taken) host.emit('latchkey-feedback', { queryId, reaction })
  else speaker.say(strings.notTaken)
}

/** The page may go where a link leads in its own way. */
export function followLinks(host: PanelHost, signal: AbortSignal): void {
  const follow = (event: Event) => {
    const link = (event.target as Element).closest('a')
    if (link && !host.emit('latchkey-link', { url: link.href }, true)) event.preventDefault()
  }
  host.box.addEventListener('click', follow, { signal })
}

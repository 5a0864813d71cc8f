import type { ChatApi, ConversationRef } from './client'
import type { Reaction, Turn } from './turn'

/** Tells the server what the visitor thinks of an answer; shown at once, and taken back if that fails. Returns whether it worked. */
export async function react(api: ChatApi, ref: ConversationRef, turn: Turn, reaction: Reaction, changed: () => void): Promise<boolean> {
  const before = turn.reaction
  turn.reaction = reaction
  changed()
  try {
    await api.react(ref, turn.id, reaction)
    return true
  } catch {
    turn.reaction = before
    changed()
    return false
  }
}

/** What made the chat open or close. */
export type Source = 'button' | 'trigger' | 'prompt' | 'api' | 'escape' | 'header' | 'attribute' | 'restored'

type Detail<D = null> = CustomEvent<D>

/** The events of the element by name. */
export interface LatchkeyChatEvents {
  'latchkey-ready': Detail
  'latchkey-open': Detail<{ source: Source }>
  'latchkey-opened': Detail<{ source: Source }>
  'latchkey-close': Detail<{ source: Source }>
  'latchkey-closed': Detail<{ source: Source }>
  'latchkey-ask': Detail<{ text: string }>
  'latchkey-answer': Detail<{ queryId: string; text: string; status: string }>
  'latchkey-error': Detail<{ code: string }>
  'latchkey-new-conversation': Detail
  'latchkey-unread': Detail<{ count: number }>
  'latchkey-feedback': Detail<{ queryId: string; reaction: string }>
  'latchkey-link': Detail<{ url: string }>
  'latchkey-prompt': Detail<{ text: string }>
  'latchkey-mute': Detail<{ muted: boolean }>
  'latchkey-sound-blocked': Detail
  'latchkey-refused': Detail<{ code: string }>
}

declare global {
  // They bubble up to the document.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the names are added to those of the DOM
  interface GlobalEventHandlersEventMap extends LatchkeyChatEvents {}
}

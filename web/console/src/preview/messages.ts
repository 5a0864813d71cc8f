/** What the console says to the preview frame. */
export type PreviewMessage = { type: 'show'; assistant: PreviewAssistant; configuration: PreviewConfiguration; answer: string; language: string } | { type: 'play' }

export interface PreviewAssistant {
  id: string
  name: string
  welcomeMessage: string
  conversationStarters: string[]
  imageUuid: string
}

export interface PreviewConfiguration {
  forceFullMode: boolean
  maxMessagePerConversation: number
  tooManyMessageErrorText: string
}

/** What the preview frame says back. */
export interface PreviewAnswer {
  type: 'played'
  heard: boolean
}

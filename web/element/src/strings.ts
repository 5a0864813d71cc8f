/** Every word that a visitor can read. One object for each module that is loaded on its own. */

export const engagementStrings = {
  dismiss: 'Dismiss this suggestion',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Mute the sound',
  unmute: 'Turn the sound on',
  newConversation: 'New conversation',
  expand: 'Make the chat larger',
  contract: 'Make the chat smaller',
  close: 'Close chat',

  log: 'Conversation',
  you: 'You:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistant',
  thinking: (name: string) => `${name} is thinking`,
  latest: 'Jump to the latest message',
  starters: 'Suggested questions',

  message: (name: string) => `Message to ${name}`,
  placeholder: 'Write a message',
  send: 'Send message',
  stop: 'Stop answering',

  stopped: 'You stopped this answer.',
  interrupted: 'This answer was cut short.',
  failed: 'No answer came back.',
  notSent: 'Your message was not sent.',
  rateLimited: 'That was a lot at once. Please wait a moment and try again.',
  limit: 'You have reached the message limit of this conversation. Please start a new one.',
  messagesLeft: (count: number) => `${count || 'No'} ${count === 1 ? 'message' : 'messages'} left in this conversation`,
  gone: 'This conversation is no longer available.',
  unavailable: 'This chat is not available right now.',
  loadFailed: 'The chat could not be loaded.',
  retry: 'Try again',
  startOver: 'Start a new conversation',

  offline: 'You are offline. The chat continues when the connection is back.',
  reconnecting: 'Connection lost. Reconnecting …',

  confirmNew: 'An answer is still being written.',
  confirmNewYes: 'Start over',
  confirmNewNo: 'Keep it',

  sources: 'Sources',
  source: (number: number, title: string) => `Source ${number}: ${title}`,
  page: (page: string) => `page ${page}`,
  moreSources: (count: number) => `${count} more`,
  newTab: '(opens in a new tab)',
  code: 'Code',
  table: 'Table',
  copy: 'Copy',
  copied: 'Copied',

  privacy: 'Privacy',
  terms: 'Terms',
  branding: 'Latchkey',
}

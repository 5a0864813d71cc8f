/**
 * Every word that a visitor can read, in English. One object for each module that is loaded on its own.
 * The files in `languages/` have the same in other languages, and the build puts them in the place of this one.
 */

/** The language of the words, for who speaks or lays them out: attributes of the nodes that hold them. */
export const language = { lang: 'en', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Dismiss this suggestion',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const attachmentStrings = {
  attach: 'Attach files',
  files: 'Attached files',
  ask: 'Ask about your files',
  drop: 'Drop files here to attach them',
  needsText: 'Write a question about your files, then send it.',
  waits: 'Your message is sent as soon as the files are there.',
  notThere: (name: string) => `${name} was not attached. Try again, or remove it.`,

  uploading: (name: string) => `Uploading ${name}`,
  /** `names` is one name, or a list of them in words. */
  attached: (names: string) => `Attached: ${names}`,
  cancel: (name: string) => `Cancel uploading ${name}`,
  remove: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} was removed`,
  retry: (name: string) => `Try ${name} again`,
  show: (name: string) => `Show ${name}`,
  download: (name: string) => `Download ${name}`,
  close: 'Close',
  confirm: (name: string) => `Remove ${name} from this conversation?`,
  keep: 'Keep',
  removeNow: 'Remove',

  tooLarge: (name: string, size: string) => `${name} is larger than ${size}.`,
  wrongType: (name: string, types: string) => `${name} cannot be attached. Accepted are ${types}.`,
  empty: (name: string) => `${name} is empty.`,
  tooMany: (count: number) => `A conversation can have ${count} files.`,
  moreProblems: (count: number) => `And ${count} more.`,
  lost: 'The connection was lost.',
  failed: 'This file could not be attached.',
  notRemoved: (name: string) => `${name} could not be removed. Please try again.`,
  notOpened: (name: string) => `${name} could not be opened. Please try again.`,
}

export const panelStrings = {
  mute: 'Mute the sound',
  unmute: 'Turn the sound on',
  history: 'Earlier conversations',
  newConversation: 'New conversation',
  expand: 'Make the chat larger',
  contract: 'Make the chat smaller',
  close: 'Close chat',

  log: 'Conversation',
  you: 'You:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistant',
  thinking: (name: string) => `${name} is thinking`,
  answering: (name: string) => `${name} is answering`,
  /** Beside the dots. `ahead`: how many others come before, -1 when it is this question's turn, undefined when nothing is known. */
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Thinking…' : ahead === 0 ? 'You are next' : ahead === 1 ? '1 other is before you' : `${ahead} others are before you`,
  latest: 'Jump to the latest message',
  starters: 'Suggested questions',

  message: (name: string) => `Message to ${name}`,
  placeholder: 'Write a message',
  send: 'Send message',
  stop: 'Stop answering',
  heldOffline: 'You are offline. You can send this when the connection is back.',
  used: (used: number, max: number) => `${used} of ${max} characters`,
  tooLong: (over: number) => `${over} ${over === 1 ? 'character' : 'characters'} too many`,

  answerActions: 'This answer',
  copyAnswer: 'Copy answer',
  like: 'Good answer',
  dislike: 'Bad answer',
  notTaken: 'This could not be saved.',

  stopped: 'You stopped this answer.',
  interrupted: 'This answer was cut short.',
  failed: 'No answer came back.',
  notSent: 'Your message was not sent.',
  rateLimited: 'No more messages are possible right now. Please try again later.',
  rateWait: (time: string) => `That was a lot at once. You can try again in ${time}.`,
  rateOver: 'You can try again now.',
  limit: 'You have reached the message limit of this conversation.',
  messagesLeft: (count: number) => `${count || 'No'} ${count === 1 ? 'message' : 'messages'} left in this conversation`,
  gone: 'This conversation is no longer available.',
  unavailable: 'This chat is not available right now.',
  loadFailed: 'The chat could not be loaded.',
  retry: 'Try again',
  startOver: 'Start a new conversation',

  offline: 'You are offline. The chat continues when the connection is back.',
  reconnecting: 'Connection lost. Reconnecting…',

  confirmNew: 'An answer is still being written.',
  confirmFiles: 'What you attached has not been sent.',
  confirmNewYes: 'Start over',
  confirmNewNo: 'Keep it',

  sources: 'Sources',
  source: (number: number, title: string) => `Source ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, page ${page}`,
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

export const historyStrings = {
  title: 'Your conversations',
  back: 'Back to the chat',
  untitled: 'Conversation',
  current: (when: string) => `Open · ${when}`,
  empty: 'No conversations yet. What you ask will be listed here.',
  where: 'This list is kept in this browser only.',
  remove: (title: string) => `Delete “${title}”`,
  confirmRemove: 'Delete this conversation for good?',
  removeAll: 'Delete my data',
  confirmRemoveAll: 'Delete all these conversations for good, here and on the server?',
  yes: 'Delete',
  keep: 'Keep',
  removed: 'Deleted.',
  gone: 'This conversation is no longer available.',
  notRemoved: 'It could not be deleted. Please try again.',
  rename: (title: string) => `Rename “${title}”`,
  newTitle: 'New title',
  save: 'Save',
  cancel: 'Cancel',
  renamed: 'Renamed.',
  notRenamed: 'It could not be renamed. Please try again.',
  search: 'Search titles',
  nothing: 'Nothing found.',
}

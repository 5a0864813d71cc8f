/** What the opening button is called in languages that have their own word for it. In all others it is a Chat. */
export const CHAT: Partial<Record<string, string>> = { pl: 'Czat', sv: 'Chatt', tr: 'Sohbet', ar: 'دردشة', he: 'צ׳אט', ja: 'チャット', zh: '聊天' }

/** For the one case in which no words in another language can be loaded. */
export const LOAD_FAILED = 'The chat could not be loaded. Try again'

import i18next from 'i18next'
import type { Language } from '../i18n'
import type { ConversationWords } from './words/en'

const load: Record<Language, () => Promise<{ default: ConversationWords }>> = {
  en: () => import('./words/en'),
  it: () => import('./words/it'),
  de: () => import('./words/de'),
  fr: () => import('./words/fr'),
  es: () => import('./words/es'),
}

export const WORDS = 'conversations'

/** Loads the texts of this page in the language that is spoken: the first page of the console is without them. */
export async function loadWords(): Promise<void> {
  const language = i18next.language as Language
  if (!i18next.hasResourceBundle(language, WORDS)) i18next.addResourceBundle(language, WORDS, (await load[language]()).default)
}

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { ModelWords } from '../assistants/model-words/en'
import type { AuditWords } from '../audit/words/en'
import type { ConversationWords } from '../conversations/words/en'
import type { VersionWords } from '../keys/version-words/en'
import type { Translation } from './en'

export const LANGUAGES = { en: 'English', it: 'Italiano', de: 'Deutsch', fr: 'Français', es: 'Español' } as const
export type Language = keyof typeof LANGUAGES

const load: Record<Language, () => Promise<{ default: Translation }>> = {
  en: () => import('./en'),
  it: () => import('./it'),
  de: () => import('./de'),
  fr: () => import('./fr'),
  es: () => import('./es'),
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Translation; audit: AuditWords; conversations: ConversationWords; model: ModelWords; versions: VersionWords }
  }
}

const STORED = 'latchkey:language'

export const isLanguage = (value: string | null | undefined): value is Language => !!value && Object.hasOwn(LANGUAGES, value)

function preferred(): Language {
  const wishes = [localStorage.getItem(STORED), ...navigator.languages.map((tag) => tag.split('-', 1)[0])]
  return wishes.find(isLanguage) ?? 'en'
}

/** Loads one language, the visitor's own where there is one; texts of another are never fetched. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({ resources: {}, interpolation: { escapeValue: false }, returnNull: false })
  await speak(preferred())
}

/** Loads the texts of one part of the console, in the language that is spoken. */
export async function loadPart(name: string, texts: Record<Language, () => Promise<{ default: object }>>): Promise<void> {
  const language = i18next.language as Language
  if (!i18next.hasResourceBundle(language, name)) i18next.addResourceBundle(language, name, (await texts[language]()).default)
}

async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) i18next.addResourceBundle(language, 'translation', (await load[language]()).default)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language)
  await speak(language)
}

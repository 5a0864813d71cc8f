import { loadPart } from '../i18n'

export const WORDS = 'conversations'

/** Loads the texts of this page in the language that is spoken: the first page of the console is without them. */
export const loadWords = () =>
  loadPart(WORDS, {
    en: () => import('./words/en'),
    it: () => import('./words/it'),
    de: () => import('./words/de'),
    fr: () => import('./words/fr'),
    es: () => import('./words/es'),
  })

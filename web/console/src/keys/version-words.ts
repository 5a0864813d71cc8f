import { loadPart } from '../i18n'

export const WORDS = 'versions'

/** Loads the texts of the card in the language that is spoken. */
export const loadWords = () =>
  loadPart(WORDS, {
    en: () => import('./version-words/en'),
    it: () => import('./version-words/it'),
    de: () => import('./version-words/de'),
    fr: () => import('./version-words/fr'),
    es: () => import('./version-words/es'),
  })

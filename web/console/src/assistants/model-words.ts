import { loadPart } from '../i18n'

/** Loads the texts of this page in the language that is spoken: the first page of the console is without them. */
export const loadWords = () =>
  loadPart('model', {
    en: () => import('./model-words/en'),
    it: () => import('./model-words/it'),
    de: () => import('./model-words/de'),
    fr: () => import('./model-words/fr'),
    es: () => import('./model-words/es'),
  })

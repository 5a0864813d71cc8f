import { loadPart } from '../i18n'

/** Loads what can be done, in the language that is spoken: the first page of the console is without these texts. */
export const loadWords = () =>
  loadPart('audit', {
    en: () => import('./words/en'),
    it: () => import('./words/it'),
    de: () => import('./words/de'),
    fr: () => import('./words/fr'),
    es: () => import('./words/es'),
  })

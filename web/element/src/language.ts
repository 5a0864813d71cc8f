const LANGUAGE_LIST = LANGUAGES.split(' ')

/** The language of the page where the element is, or English: one that there are words for. Browsers know it, regions, shadow roots and all. */
export function languageOf(element: Element): string {
  return LANGUAGE_LIST.find((language) => element.matches(`:lang(${language})`)) ?? 'en'
}

const LANGUAGE_LIST = LANGUAGES.split(' ')

/** The language of the page where the element is, or English: one that there are words for. */
export function languageOf(element: Element): string {
  const asked = element.closest('[lang]')?.getAttribute('lang')?.toLowerCase().split('-', 1)[0] ?? ''
  return LANGUAGE_LIST.includes(asked) ? asked : 'en'
}

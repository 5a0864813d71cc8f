const LANGUAGE_LIST = LANGUAGES.split(' ')

interface Place {
  lang?: string
  parentNode?: ParentNode | null
  host?: Element
}

/** The language of the page where the element is, or English: one that there are words for. */
export function languageOf(element: Element): string {
  let place: Place | null | undefined = element
  while (place && !place.lang) place = (place.parentNode ?? place.host)
  const [language] = (place?.lang ?? '').toLowerCase().split('-') as [string]
  return LANGUAGE_LIST.includes(language) ? language : 'en'
}

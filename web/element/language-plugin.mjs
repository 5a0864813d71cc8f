/** The words of a language are a file of this folder; English is `strings.ts` itself. */
export const words = new URL('src/languages/', import.meta.url)

/** Puts the words of a language in place of the English ones: a module needs no code to find its words. */
export const inLanguage = (language) => ({
  name: 'language',
  setup(build) {
    if (language === 'en') return
    build.onResolve({ filter: /^\.\/strings$/ }, () => ({ path: new URL(`${language}.ts`, words).pathname }))
  },
})

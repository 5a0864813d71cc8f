// The words of a language, for tests that look for them in a browser.
import { readdir } from 'node:fs/promises'
import { build } from 'esbuild'

const source = new URL('../src/', import.meta.url)

export const languages = ['en', ...(await readdir(new URL('languages/', source))).map((file) => file.replace('.ts', ''))]

export async function wordsOf(language) {
  const file = new URL(language === 'en' ? 'strings.ts' : `languages/${language}.ts`, source)
  const { outputFiles } = await build({ entryPoints: [file.pathname], bundle: true, write: false, format: 'esm', charset: 'utf8' })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

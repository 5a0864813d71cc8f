// Bundles the element for npm: modules that bundlers understand, with every late module in every language a real dynamic import.
import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { inLanguage } from '../language-plugin.mjs'
import { styles, target } from '../styles-plugin.mjs'

const at = (path) => new URL(path, import.meta.url).pathname

/** What is loaded later, and in which languages, as the build of the element says it. */
async function built() {
  const { modules, languages } = JSON.parse(await readFile(new URL('../../dist/element/manifest.json', import.meta.url), 'utf8'))
  return { languages, names: [...new Set(modules.filter((file) => /-\w+-[\w-]+\.js$/.test(file)).map((file) => file.split('-')[0]))] }
}

/** Puts the modules of the package in place of those that only make sense on the server, and leaves its own files to be imported. */
const asPackage = (toRoot) => ({
  name: 'package',
  setup(build) {
    for (const name of ['import-module', 'home']) build.onResolve({ filter: new RegExp(`^\\./${name}$`) }, () => ({ path: at(`../package-src/${name}.ts`) }))
    for (const name of ['modules', 'index']) {
      build.onResolve({ filter: new RegExp(`^\\./${name}$`) }, ({ importer }) => importer && { path: `${toRoot}${name}.js`, external: true })
    }
  },
})

async function bundle(entry, { define, language = 'en', toRoot = './', inject = [] }) {
  const { outputFiles } = await build({
    entryPoints: [at(entry)],
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    target,
    define,
    inject,
    plugins: [styles, inLanguage(language), asPackage(toRoot)],
  })
  return outputFiles[0].text
}

const mapOf = (names, languages) => {
  const files = names.flatMap((name) => languages.map((language) => `${name}-${language}`))
  return `export const modules = {\n${files.map((file) => `  '${file}': () => import('./late/${file}.js'),\n`).join('')}}\n`
}

/** The files of the folder `dist` of the package, by their names. */
export async function bundleFiles(version) {
  const { names, languages } = await built()
  // As on the server: the element chooses the language, and a module of one language loads others of the same.
  const definesIn = (language) => ({
    ...Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_FILE`, JSON.stringify(`${name}-${language}`)])),
    LANGUAGES: JSON.stringify(languages.join(' ')),
    ELEMENT_VERSION: JSON.stringify(version),
  })
  const define = definesIn('$')
  const files = new Map([
    ['index.js', await bundle('../package-src/index.ts', { define, inject: [at('../package-src/browser.ts')] })],
    ['define.js', await bundle('../package-src/define.ts', { define })],
    ['modules.js', mapOf(names, languages)],
  ])
  for (const name of names) {
    for (const language of languages) files.set(`late/${name}-${language}.js`, await bundle(`../src/${name}.ts`, { define: definesIn(language), language, toRoot: '../' }))
  }
  return files
}


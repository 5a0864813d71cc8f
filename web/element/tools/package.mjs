// Makes the npm package in the folder `package`: node tools/package.mjs [version]
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleFiles } from './bundle.mjs'
import { declarations, HEADER } from './declarations.mjs'
import { createManifest } from './manifest.mjs'
import { reactModule, reactTypes } from './react.mjs'
import { vueModule, vueTypes } from './vue.mjs'

export const PACKAGE = new URL('../package/', import.meta.url)

const entry = (name) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` })

const description = (version) => ({
  name: 'latchkey-chat',
  version,
  description: 'The chat of a Latchkey server as a web component, with components for React and Vue',
  keywords: ['latchkey', 'chat', 'assistant', 'web-component', 'custom-element', 'react', 'vue'],
  license: 'Apache-2.0',
  type: 'module',
  exports: {
    '.': entry('index'),
    './define': entry('define'),
    './react': entry('react'),
    './vue': entry('vue'),
    './custom-elements.json': './custom-elements.json',
    './package.json': './package.json',
  },
  types: './dist/index.d.ts',
  customElements: 'custom-elements.json',
  files: ['dist', 'custom-elements.json'],
  // All others may be left out of a bundle when nothing of them is used.
  sideEffects: ['./dist/define.js'],
  peerDependencies: { react: '>=18', vue: '>=3.3' },
  peerDependenciesMeta: { react: { optional: true }, vue: { optional: true } },
})

const DEFINE_TYPES = `${HEADER}
export { LatchkeyChatElement } from './index.js'
`

const json = (value) => `${JSON.stringify(value, null, 2)}\n`

async function filesOf(version) {
  const manifest = await createManifest()
  const files = new Map([
    ['package.json', json(description(version))],
    ['custom-elements.json', json(manifest)],
    ['dist/index.d.ts', await declarations(manifest)],
    ['dist/define.d.ts', DEFINE_TYPES],
    ['dist/react.js', reactModule(manifest)],
    ['dist/react.d.ts', reactTypes(manifest)],
    ['dist/vue.js', vueModule(manifest)],
    ['dist/vue.d.ts', vueTypes(manifest)],
  ])
  for (const [name, text] of await bundleFiles(version)) files.set(`dist/${name}`, text)
  return files
}

/** Writes the package anew. */
export async function makePackage(version = '0.0.0') {
  await rm(PACKAGE, { recursive: true, force: true })
  for (const [name, text] of await filesOf(version)) {
    const file = new URL(name, PACKAGE)
    await mkdir(dirname(file.pathname), { recursive: true })
    await writeFile(file, text)
  }
  await cp(new URL('../package-src/README.md', import.meta.url), new URL('README.md', PACKAGE))
  await cp(new URL('../../../LICENSE', import.meta.url), new URL('LICENSE', PACKAGE))
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await makePackage(process.argv[2])

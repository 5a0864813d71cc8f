import { readFile } from 'node:fs/promises'
import { transform } from 'esbuild'

export const target = ['es2022', 'chrome110', 'firefox115', 'safari16.4']

/** Stylesheets become minified strings, to be put into constructed stylesheets. */
export const styles = {
  name: 'styles',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: target.slice(1) })
      // What is in custom properties the minifier leaves as it is.
      const tight = code.trim().replace(/(--[\w-]+:|,) +/g, '$1')
      return { contents: `export default ${JSON.stringify(tight)}`, loader: 'js' }
    })
  },
}

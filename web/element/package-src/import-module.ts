import { modules } from './modules'

/** In a bundle the modules that are loaded later are chunks: the bundler knows where they are. */
export function importModule(file: string, language: string): Promise<unknown> {
  const name = file.replace('$', language)
  const load = modules[name]
  return load ? load() : Promise.reject(new Error(`There is no module ${name}.`))
}

import { modules } from './modules'

/** In a bundle the modules that are loaded later are chunks: the bundler knows where they are. */
export function importModule(name: string, language: string): Promise<unknown> {
  const load = modules[name]?.[language]
  return load ? load() : Promise.reject(new Error(`There is no module ${name} in the language ${language}.`))
}

import { modules } from './modules'

export { Late } from '../src/late'

/** In a bundle the modules that are loaded later are chunks: the bundler knows where they are. */
export function loaderOf<M>(name: string): (language: string) => Promise<M> {
  return (language) => {
    const load = modules[name]?.[language]
    return load ? (load() as Promise<M>) : Promise.reject(new Error(`There is no module ${name} in the language ${language}.`))
  }
}

/** Imports a module of this build. A browser remembers that it could not be fetched: only at another address it tries again. */
export const importModule = (file: string, language: string, failures: number): Promise<unknown> =>
  import(new URL(file.replace('$', language) + (failures ? `?retry=${failures}` : ''), import.meta.url).href)

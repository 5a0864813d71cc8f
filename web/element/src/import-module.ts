/** Imports a module of this build, which lies beside the one that asks for it. A browser remembers that it could not be fetched: only at another address it tries again. */
export const importModule = (file: string, language: string, failures: number): Promise<unknown> =>
  import(file.replace('$', language) + (failures ? `?retry=${failures}` : ''))

import { importModule } from './import-module'

/** How often a module could not be fetched. */
let failures = 0

/** A part of an element whose code comes when it is needed, in the language that is needed. */
export interface Late<P> {
  part?: P | undefined
  /** Fetches the module if it is not there yet, and makes the part of it. */
  get(signal: AbortSignal): Promise<P>
  drop(): void
}

/** Loads a module of this build. */
export function importLate<M>(file: string, language: string): Promise<M> {
  return importModule(file, language, failures).catch((error: unknown) => {
    failures++
    throw error
  }) as Promise<M>
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what the module has, as import() cannot
export function late<M, P extends { destroy(): void }>(file: string, languageOf: () => string, mount: (module: M) => P): Late<P> {
  const self: Late<P> = {
    async get(signal) {
      const module = await importLate<M>(file, languageOf())
      signal.throwIfAborted()
      return (self.part ??= mount(module))
    },
    drop() {
      self.part?.destroy()
      self.part = undefined
    },
  }
  return self
}

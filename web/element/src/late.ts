import { importModule } from './import-module'

/** Loads modules of this build once for all elements of the page; after a failure the next call tries again. */
export function loaderOf<M>(file: string): (language: string) => Promise<M> {
  const loading: Partial<Record<string, Promise<M>>> = {}
  let failures = 0
  return (language) => {
    return (loading[language] ??= importModule(file, language, failures).catch((error: unknown) => {
      loading[language] = undefined
      failures++
      throw error
    }) as Promise<M>)
  }
}

/** A part of an element whose code comes when it is needed. */
export class Late<M, P extends { destroy(): void }> {
  part: P | undefined

  constructor(
    readonly load: () => Promise<M>,
    readonly mount: (module: M) => P,
  ) {}

  async get(signal: AbortSignal): Promise<P> {
    const module = await this.load()
    signal.throwIfAborted()
    return (this.part ??= this.mount(module))
  }

  drop(): void {
    this.part?.destroy()
    this.part = undefined
  }
}

/** Loads a module of this build once for all elements of the page; after a failure the next call tries again. */
export function loaderOf<M>(file: string): () => Promise<M> {
  let loading: Promise<M> | undefined
  let failures = 0
  return () => {
    const url = new URL(`./${file}`, import.meta.url)
    // Browsers remember a module that could not be fetched, a new address makes them try again.
    if (failures) url.search = `retry=${failures}`
    loading ??= import(url.href).catch((error: unknown) => {
      loading = undefined
      failures++
      throw error
    }) as Promise<M>
    return loading
  }
}

/** A part of an element whose code comes when it is needed. */
export class Late<M, P extends { destroy(): void }> {
  part: P | undefined
  #coming: Promise<P> | undefined

  constructor(
    readonly load: () => Promise<M>,
    readonly mount: (module: M) => P,
  ) {}

  get(signal: AbortSignal): Promise<P> {
    const coming = (this.#coming ??= this.#come(signal))
    coming.catch(() => {
      if (this.#coming === coming) this.#coming = undefined
    })
    return coming
  }

  drop(): void {
    this.part?.destroy()
    this.part = this.#coming = undefined
  }

  async #come(signal: AbortSignal): Promise<P> {
    const module = await this.load()
    signal.throwIfAborted()
    return (this.part = this.mount(module))
  }
}

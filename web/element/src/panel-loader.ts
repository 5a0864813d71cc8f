import type { PanelModule } from './panel-interface'

let loading: Promise<PanelModule> | undefined
let failures = 0

/** Loads the panel module once for all elements of the page; after a failure the next call tries again. */
export function loadPanel(): Promise<PanelModule> {
  const url = new URL(`./${PANEL_FILE}`, import.meta.url)
  // Browsers remember a module that could not be fetched, a new address makes them try again.
  if (failures) url.search = `retry=${failures}`
  loading ??= import(url.href).catch((error: unknown) => {
    loading = undefined
    failures++
    throw error
  }) as Promise<PanelModule>
  return loading
}

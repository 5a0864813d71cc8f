/** A stylesheet, minified into the module that imports it. */
declare module '*.css' {
  const text: string
  export default text
}

/** File names of the modules that are loaded later, filled in by the build. In the element a `$` stands where the language goes. */
declare const PANEL_FILE: string
declare const LOOKS_FILE: string
declare const ENGAGEMENT_FILE: string
/** The languages there are, divided by spaces. */
declare const LANGUAGES: string

/** What the server writes into the embed script: the key and its configuration, or a string if it did not. */
declare const INLINED: { apiKey?: string; assistant?: { name?: string; imageUuid?: string }; configuration?: Record<string, unknown> }

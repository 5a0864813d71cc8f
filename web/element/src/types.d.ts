/** A stylesheet, minified into the module that imports it. */
declare module '*.css' {
  const text: string
  export default text
}

/** File name of the panel module, filled in by the build. */
declare const PANEL_FILE: string

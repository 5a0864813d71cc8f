/** A stylesheet, minified into the module that imports it. */
declare module '*.css' {
  const text: string
  export default text
}

/** File names of the modules that are loaded later, filled in by the build. */
declare const PANEL_FILE: string
declare const ENGAGEMENT_FILE: string

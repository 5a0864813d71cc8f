/** Written by the build: an import of every module in every language, by the module's name and its language. */
export const modules: Partial<Record<string, () => Promise<unknown>>>

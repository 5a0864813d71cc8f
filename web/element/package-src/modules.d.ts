/** Written by the build: an import of every module in every language. */
export const modules: Partial<Record<string, Partial<Record<string, () => Promise<unknown>>>>>

/** The server that this module came from. */
export const home = () => new URL('..', import.meta.url).href

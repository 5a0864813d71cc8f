/** What the server says at the message limit where the site owner wrote nothing. The panel says the same in the visitor's language. */
const DEFAULT_LIMIT_TEXT = 'You have reached the message limit of this conversation.'

/** The site owner's own text for the message limit, if there is one. */
export const ownText = (value: unknown) => (typeof value === 'string' && value !== DEFAULT_LIMIT_TEXT ? value : '')

const en = {
  title: 'Versions on your websites',
  text: 'This server has version {{version}} of the chat. These websites pinned an older one, and stay at it until you change their tag or package.',
  runs: 'version {{version}}',
  none: 'no website named',
  how: 'How to update',
}

/** The texts of this card alone. Other languages have the same, which the compiler checks. */
export type VersionWords = Record<keyof typeof en, string>

export default en

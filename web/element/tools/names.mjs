// How attributes and events of the element are called in frameworks.

/** Every element has these, so frameworks know them. */
export const NATIVE = new Set(['class', 'dir', 'hidden', 'id', 'lang', 'slot', 'style', 'title'])

const camelOf = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

const upper = (name) => name[0].toUpperCase() + name.slice(1)

/** Always needed: a package has no server of its own. */
const isRequired = (name) => name === 'api-key' || name === 'base-url'

/** The attributes of the element alone, with the name of their prop. */
export const propsOf = (element) =>
  element.attributes
    .filter(({ name }) => !NATIVE.has(name))
    .map(({ name, type, description }) => ({
      name: camelOf(name), attribute: name, description, required: isRequired(name),
      // What an unset attribute means is no value to give.
      type: (type?.text ?? 'string').replace(/\s*\|\s*undefined\b/, ''),
    }))

/** The properties that no attribute stands for. */
export const propertiesOf = (element) =>
  element.members
    .filter(({ kind, name, attribute, readonly: fixed }) => kind === 'field' && !attribute && !fixed && !NATIVE.has(name))
    .map(({ name, type, description }) => ({ name, description, type: type.text.replace(/\s*\|\s*undefined\b/, '') }))

/** `latchkey-new-conversation` is `newConversation` and `onNewConversation`. */
export const eventsOf = (element) =>
  element.events.map((event) => {
    const short = camelOf(event.name.replace(/^latchkey-/, ''))
    return { ...event, short, handler: `on${upper(short)}` }
  })

/** The type of what is handed over with `setContext`, "" when there is no such method. */
export const contextTypeOf = (element) => element.members.find(({ name }) => name === 'setContext')?.parameters?.[0]?.type?.text.replace(/\s*\|\s*undefined\b/, '') ?? ''

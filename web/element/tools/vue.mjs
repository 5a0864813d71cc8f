// Makes the Vue component from the manifest.
import { doc, HEADER, methodOf, methodsOf } from './declarations.mjs'
import { elementOf, TAG } from './manifest.mjs'
import { contextTypeOf, eventsOf, propertiesOf, propsOf } from './names.mjs'

const constructorOf = (type) => (type === 'boolean' ? 'Boolean' : 'String')

const ownEffect = ({ name }) => name === 'open'

export function vueModule(manifest) {
  const element = elementOf(manifest)
  const props = propsOf(element).filter((prop) => !ownEffect(prop))
  const properties = propertiesOf(element).map(({ name }) => name)
  const context = contextTypeOf(element)
  const objects = [...properties, ...(context ? ['context'] : [])]
  // ^ makes it an attribute, also where the element has a property of that name.
  const attributes = props.map(({ name, attribute, type }) => `      '^${attribute}': ${type === 'boolean' ? `props.${name} ? '' : undefined` : `props.${name}`},\n`)
  return `${HEADER}import { defineComponent, h, onBeforeUnmount, onMounted, shallowRef, watch } from 'vue'
import './define.js'

const EVENTS = {
${eventsOf(element).map(({ name, short }) => `  ${short}: '${name}',\n`).join('')}}

const METHODS = [${methodsOf(element).map(({ name }) => `'${name}'`).join(', ')}]

export const LatchkeyChat = defineComponent({
  name: 'LatchkeyChat',
  props: {
${props.map(({ name, type, required }) => `    ${name}: { type: ${constructorOf(type)}${required ? ', required: true' : ''} },\n`).join('')}    open: { type: Boolean, default: undefined },
${objects.map((name) => `    ${name}: { type: Object },\n`).join('')}  },
  emits: [...Object.keys(EVENTS), 'update:open'],
  setup(props, { emit, expose, slots }) {
    const element = shallowRef(null)
    const life = new AbortController()
    const listen = (type, listener) =>
      element.value.addEventListener(type, (event) => event.target === event.currentTarget && listener(event), { signal: life.signal })

    onMounted(() => {
      for (const [name, type] of Object.entries(EVENTS)) listen(type, (event) => emit(name, event))
      listen('latchkey-opened', () => emit('update:open', true))
      listen('latchkey-closed', () => emit('update:open', false))
      const follow = (value, give) => {
        if (value() !== undefined) give(value())
        watch(value, give, { deep: true })
      }
${properties.map((name) => `      follow(() => props.${name}, (value) => (element.value.${name} = value && { ...value }))\n`).join('')}${context && `      follow(() => props.context, (value) => element.value.setContext(value ?? {}))\n`}      follow(() => props.open, (value) => value !== undefined && element.value.toggleAttribute('open', value))
    })
    onBeforeUnmount(() => life.abort())

    expose({ element, ...Object.fromEntries(METHODS.map((name) => [name, (...values) => element.value[name](...values)])) })

    return () => h('${TAG}', {
      ref: element,
${attributes.join('')}    }, slots.default?.())
  },
})
`
}

export function vueTypes(manifest) {
  const element = elementOf(manifest)
  const events = eventsOf(element)
  const context = contextTypeOf(element)
  const props = [...propsOf(element), ...propertiesOf(element)].map(({ name, type, description, required }) => `${doc(description, '  ')}  ${name}${required ? '' : '?'}: ${type}${required ? '' : ' | undefined'}\n`)
  const handlers = events.map(({ name, handler, description }) => `${doc(description, '  ')}  ${handler}?: ((event: LatchkeyChatEventMap['${name}']) => void) | undefined\n`)
  const methods = methodsOf(element).map((method) => ({ ...method, text: methodOf(method) }))
  const own = [...props, ...methods.map(({ text }) => text)].join(' ')
  const used = [...new Set(own.match(/(?<=[:<|] ?)[A-Z]\w+\b/g) ?? [])].filter((name) => !/^(Record|Partial|Readonly|Promise)$/.test(name))
  return `${HEADER}
import type { AllowedComponentProps, ComponentCustomProps, VNode, VNodeProps } from 'vue'
import type { ${['LatchkeyChatElement', 'LatchkeyChatEventMap', ...used].join(', ')} } from './index.js'

export interface LatchkeyChatProps {
${props.join('')}${context && `  /** What the assistant is told about the page and its visitor, see the method \`setContext\`. */\n  context?: ${context} | undefined\n`}}

export interface LatchkeyChatHandlers {
${handlers.join('')}  /** For \`v-model:open\`. */
  'onUpdate:open'?: ((open: boolean) => void) | undefined
}

/** What a template ref gives. */
export interface LatchkeyChatExposed {
  readonly element: LatchkeyChatElement | null
${methods.map(({ text, description }) => `${doc(description, '  ')}  ${text}\n`).join('')}}

${doc(element.description)}export declare const LatchkeyChat: new () => LatchkeyChatExposed & {
  $props: LatchkeyChatProps & LatchkeyChatHandlers & VNodeProps & AllowedComponentProps & ComponentCustomProps
  $slots: { default?: () => VNode[] }
}
`
}

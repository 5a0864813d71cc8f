// Makes the React component from the manifest. It works with React 18, which sets every prop of a custom element as an attribute, and
// with React 19, which sets those that are a property.
import { doc, HEADER } from './declarations.mjs'
import { elementOf, TAG } from './manifest.mjs'
import { contextTypeOf, eventsOf, propertiesOf, propsOf } from './names.mjs'

const object = (entries) => `{\n${entries.map(([key, value]) => `  ${key}: ${value},\n`).join('')}}`

/** `open` has an effect of its own: a visitor changes it, too. */
const ownEffect = ({ name }) => name === 'open'

export function reactModule(manifest) {
  const element = elementOf(manifest)
  const props = propsOf(element).filter((prop) => !ownEffect(prop))
  const properties = propertiesOf(element).map(({ name }) => name)
  const names = [...props.map(({ name }) => name), 'open', 'hidden', 'className', ...properties, ...(contextTypeOf(element) ? ['context'] : [])]
  const attributes = props.map(({ name, attribute, type }) => [attribute.includes('-') ? `'${attribute}'` : attribute, type === 'boolean' ? `flag(${name})` : name])
  const assigned = properties.map((name) => `  useValue(${name}, (value) => {
    own.current.${name} = value
  })\n`)
  const context = contextTypeOf(element) ? '  useValue(context, (value) => void own.current.setContext(value ?? {}))\n' : ''
  return `'use client'
${HEADER}import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef, version } from 'react'
import './define.js'

const EVENTS = ${object(eventsOf(element).map(({ name, handler }) => [handler, `'${name}'`]))}

const useCommit = typeof window === 'object' ? useLayoutEffect : useEffect

/** React 19 sets the property, React 18 the attribute, which must not be there when it is off. */
const flag = Number.parseInt(version) < 19 ? (on) => (on ? '' : undefined) : (on) => Boolean(on)

/** Hands a value over when it is another one, not whenever the page makes the same one anew. */
function useValue(value, give) {
  const given = useRef(undefined)
  useCommit(() => {
    if (value === undefined && given.current === undefined) return
    given.current = value
    give(value)
  }, [JSON.stringify(value)])
}

function useEvents(own, handlers) {
  const latest = useRef(handlers)
  useCommit(() => {
    latest.current = handlers
  })
  useCommit(() => {
    const life = new AbortController()
    for (const [handler, type] of Object.entries(EVENTS)) {
      own.current.addEventListener(type, (event) => event.target === event.currentTarget && latest.current[handler]?.(event), { signal: life.signal })
    }
    return () => life.abort()
  }, [])
}

export const LatchkeyChat = forwardRef(function LatchkeyChat({ ${names.join(', ')}, ...rest }, ref) {
  const own = useRef(null)
  useImperativeHandle(ref, () => own.current, [])
  useEvents(own, rest)
${assigned.join('')}${context}  useCommit(() => {
    if (open !== undefined) own.current.toggleAttribute('open', Boolean(open))
  }, [open])
  const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in EVENTS)))
  return createElement('${TAG}', {
    ...others,
    ref: own,
    class: className,
    hidden: flag(hidden),
${attributes.map(([key, value]) => `    ${key}: ${value},\n`).join('')}  })
})
`
}

export function reactTypes(manifest) {
  const element = elementOf(manifest)
  const events = eventsOf(element)
  const context = contextTypeOf(element)
  const props = [...propsOf(element), ...propertiesOf(element)].map(({ name, type, description, required }) => `${doc(description, '  ')}  ${name}${required ? '' : '?'}: ${type}${required ? '' : ' | undefined'}\n`)
  const handlers = events.map(({ name, handler, description }) => `${doc(description, '  ')}  ${handler}?: ((event: LatchkeyChatEventMap['${name}']) => void) | undefined\n`)
  const attributes = propsOf(element).map(({ attribute, type, description }) => `${doc(description, '  ')}  '${attribute}'?: ${type} | undefined\n`)
  const used = [...new Set([...props, context].join(' ').match(/\b[A-Z]\w+\b/g) ?? [])].filter((name) => new RegExp(`: ${name}\\b`).test(props.join('')) && !/^(Record|Partial|Readonly)$/.test(name))
  return `${HEADER}
import type { ForwardRefExoticComponent, HTMLAttributes, Ref, RefAttributes } from 'react'
import type { ${['LatchkeyChatElement', 'LatchkeyChatEventMap', ...used].join(', ')} } from './index.js'

export interface LatchkeyChatProps extends Omit<HTMLAttributes<LatchkeyChatElement>, ${events.map(({ handler }) => `'${handler}'`).join(' | ')}> {
${props.join('')}${context && `  /** What the assistant is told about the page and its visitor, see the method \`setContext\`. */\n  context?: ${context} | undefined\n`}${handlers.join('')}}

${doc(element.description)}export declare const LatchkeyChat: ForwardRefExoticComponent<LatchkeyChatProps & RefAttributes<LatchkeyChatElement>>

/** The attributes of \`<${TAG}>\` in JSX, and with React 19 its events, for example \`onlatchkey-ready\`. */
export interface LatchkeyChatAttributes extends HTMLAttributes<LatchkeyChatElement> {
  ref?: Ref<LatchkeyChatElement> | undefined
  key?: string | number | bigint | null | undefined
  class?: string | undefined
${attributes.join('')}${events.map(({ name }) => `  'on${name}'?: ((event: LatchkeyChatEventMap['${name}']) => void) | undefined\n`).join('')}}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${TAG}': LatchkeyChatAttributes
    }
  }
}
`
}

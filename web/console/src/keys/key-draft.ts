import type { TFunction } from 'i18next'
import type { Configuration, KeyObject, Limits } from '../api/schema'
import { text } from '../draft/compare'
import type { Json } from '../draft/patch'
import type { Draft } from '../draft/use-draft'
import { moment } from '../i18n/format'

type Plain<T> = { [K in keyof T]: T[K] }

/** What can be edited of a key. */
export interface KeyFields {
  [name: string]: Json
  name: string
  disabled: boolean
  expiresAt: string | null
  restriction: { type: 'NONE' | 'WEBSITES' | 'IP_ADDRESSES'; websites: string[]; ipAddresses: string[]; reportOnly: boolean; confirmWideAddresses: boolean }
  configuration: Plain<Configuration>
  limits: Plain<Limits>
}

export type KeyDraft = Draft<KeyFields>

export function editable(key: KeyObject): KeyFields {
  const { name, disabled, expiresAt, restriction, configuration, limits } = key
  return {
    name,
    disabled,
    expiresAt,
    restriction: { ...restriction, reportOnly: restriction.reportOnly ?? false, confirmWideAddresses: restriction.confirmWideAddresses ?? false },
    configuration: { ...configuration },
    limits: { ...limits },
  }
}

/** What the parts of the page need: the values, and how to change one. */
export interface Editing {
  draft: KeyDraft
  /** Whether the fields are only shown. */
  readOnly: boolean
  problem: (field: string) => string | undefined
}

/** Whether a key with this restriction works on every website. */
export const isOpen = ({ type, websites }: { type: string; websites: string[] }) => type === 'NONE' || (type === 'WEBSITES' && websites.length === 0)

export const configure = (draft: KeyDraft, change: Partial<KeyFields['configuration']>) =>
  draft.edit((now) => ({ ...now, configuration: { ...now.configuration, ...change } }))

export const restrict = (draft: KeyDraft, change: Partial<KeyFields['restriction']>) =>
  draft.edit((now) => ({ ...now, restriction: { ...now.restriction, ...change } }))

export const limit = (draft: KeyDraft, change: Partial<KeyFields['limits']>) => draft.edit((now) => ({ ...now, limits: { ...now.limits, ...change } }))

/** What a field is called on the page. */
export function fieldLabel(path: string, t: TFunction): string {
  return t(`fields.${path}` as 'fields.name')
}

export function fieldValue(t: TFunction) {
  return (path: string, value: Json): string => {
    if (path === 'restriction.type') return t(`restriction.${value as KeyFields['restriction']['type']}`)
    if (path === 'expiresAt' && typeof value === 'string') return moment(value)
    if (path.startsWith('limits.') && value === null) return t('limits.default')
    if (path.startsWith('limits.') && value === 0) return t('limits.none')
    return text(path, value)
  }
}

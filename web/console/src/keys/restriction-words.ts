import type { TFunction } from 'i18next'
import type { KeyObject } from '../api/schema'

/** Where a key works, in a few words. */
export function restrictionInWords({ type, websites, ipAddresses }: KeyObject['restriction'], t: TFunction): string {
  if (type === 'NONE') return t('restriction.worksAnywhere')
  const entries = type === 'WEBSITES' ? websites : ipAddresses
  const [first, second] = entries.map((entry) => entry.replace(/^https:\/\//, ''))
  if (!first) return t('restriction.worksEverywhere')
  if (!second) return t('restriction.only', { entry: first })
  return entries.length === 2 ? t('restriction.two', { first, second }) : t('restriction.more', { first, count: entries.length - 1 })
}

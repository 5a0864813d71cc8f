import type { h as element } from './dom'
import type { icon as sign } from './icons'
import type { refusalOf as refused } from './refusal'

/** What the panel has already: given to this module, it is not loaded twice. */
export interface Tools {
  h: typeof element
  icon: typeof sign
  refusalOf: typeof refused
}

export let h: Tools['h']
export let icon: Tools['icon']
export let refusalOf: Tools['refusalOf']

export function useTools(tools: Tools): void {
  ;({ h, icon, refusalOf } = tools)
}

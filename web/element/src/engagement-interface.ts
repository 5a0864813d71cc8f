import type { HostParts } from './panel-interface'

/** What the element gives to the engagement module. */
export type EngagementHost = Pick<HostParts, 'element' | 'shadow' | 'frame' | 'facts' | 'ask' | 'emit'>

/** Engagement prompts and entry sound. */
export interface Engagement {
  /** Configuration, assistant or layout have changed, or the panel was opened or closed. */
  update(): void
  /** Returns whether the sound was heard. */
  playSound(): Promise<boolean>
  destroy(): void
}

export interface EngagementModule {
  mountEngagement(host: EngagementHost): Engagement
}

import type { RawAssistant } from './assistant-request'
import type { Configuration } from './configuration'

/** What the element gives to the panel module. Types only: the two modules share no code at run time. */
export interface PanelHost {
  /** The element; its light DOM holds the announcer. */
  readonly element: HTMLElement & { readonly open: boolean; ask(text: string): Promise<void> }
  readonly shadow: ShadowRoot
  /** The dialog, already sized, placed and coloured. */
  readonly box: HTMLElement
  /** The opening button. */
  readonly button: HTMLElement
  readonly baseUrl: string
  readonly apiKey: string
  readonly configuration: Configuration
  /** What is known before the server was asked. */
  readonly assistant: { name: string; imageUuid: string }
  readonly layout: Layout
  loadAssistant(): Promise<RawAssistant>
  close(): void
  setExpanded(expanded: boolean): void
  /** Sends one of the element's events. */
  emit(type: string, detail?: unknown): void
}

export interface Layout {
  /** Covers the viewport: the rest of the page is out of reach. */
  full: boolean
  expanded: boolean
  /** May be made larger. */
  expandable: boolean
  closable: boolean
  showClose: boolean
}

export interface Panel {
  opened(focus: boolean): void
  closed(): void
  /** Configuration, assistant or layout have changed. */
  update(): void
  ask(text: string): void
  newConversation(): void
  destroy(): void
}

export interface PanelModule {
  mountPanel(host: PanelHost): Panel
}

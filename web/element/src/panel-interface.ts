import type { RawAssistant } from './assistant-request'
import type { ButtonOptions } from './configuration'

/** What the modules use of the element's own interface. */
interface ElementInterface {
  readonly apiKey: string
  readonly baseUrl: string
  readonly open: boolean
  hide(): void
  ask(text: string): Promise<void>
}

/** What the element gives to the panel module. Types only: the two modules share no code at run time. */
export interface PanelHost {
  /** The element; its light DOM holds the announcer. */
  readonly element: HTMLElement & ElementInterface
  readonly shadow: ShadowRoot
  /** The dialog, already sized, placed and coloured. */
  readonly box: HTMLElement
  /** The opening button. */
  readonly button: HTMLElement
  readonly configuration: ButtonOptions
  /** The options as they came, for those that only the panel needs. */
  readonly options: Record<string, unknown>
  /** What is known before the server was asked. */
  readonly assistant: { name: string; imageUuid: string }
  readonly layout: Layout
  /** What the page tells the assistant with every question. */
  readonly context?: Record<string, unknown> | undefined
  loadAssistant(): Promise<RawAssistant>
  setExpanded(expanded: boolean): void
  /** How many answers the visitor has not seen. */
  setUnread(count: number): void
  /** The language of the words. */
  readonly language: string
  /** Sends one of the element's events. Returns false when the page has cancelled it. */
  emit(type: string, detail?: unknown, cancelable?: boolean): boolean
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

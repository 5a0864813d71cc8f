import type { ButtonOptions } from './configuration'
import type { LatchkeyChatEvents } from './events'
import type { KeyFacts } from './key-facts'

/** What the modules use of the element's own interface. */
interface ElementInterface {
  readonly apiKey: string
  readonly baseUrl: string
  readonly opened: boolean
}

/** Opening button and panel. */
export interface FrameParts {
  readonly button: HTMLElement
  readonly box: HTMLElement
  readonly root: HTMLElement
  /** How the panel is placed; undefined before it ever was. */
  layout?: Layout
}

/** What may change while the element is on a page. */
export interface ChatState {
  expanded: boolean
  /** How many answers the visitor has not seen. */
  unread: number
  /** What the page has said of itself or of its visitor. */
  context?: Record<string, unknown> | undefined
}

/** What the element gives to the modules that come later; `hostOf` makes a host of it there. */
export interface HostParts {
  /** The element; its light DOM holds the announcer. */
  readonly element: HTMLElement & ElementInterface
  readonly shadow: ShadowRoot
  readonly frame: FrameParts
  readonly facts: KeyFacts
  readonly state: ChatState
  /** Brings everything in line with facts and state. */
  render(): void
  /** Closes the chat, by its own button. */
  close(source: 'header' | 'escape'): void
  /** Opens the chat, by a prompt, and asks it. */
  ask(text: string): void
  /** Sends one of the element's events. Returns false if somebody objects to what it announces. */
  emit(type: keyof LatchkeyChatEvents, detail?: unknown, cancelable?: boolean): boolean
}

/** The element as it is at the moment. Types only: the modules share no code at run time. */
export interface PanelHost extends Omit<HostParts, 'frame' | 'state'> {
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
  /** The language that the modules are in. */
  readonly language: string
  /** What the page has said of itself or of its visitor. */
  readonly context: Record<string, unknown> | undefined
  /** How many answers the visitor has not seen. */
  readonly unread: number
  setExpanded(expanded: boolean): void
  /** The opening button shows it, also on the next page. */
  setUnread(count: number): void
}

export interface Layout {
  /** Covers the viewport: the rest of the page is out of reach. */
  full: boolean
  inline: boolean
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
  /** Resolves with whether it was asked. */
  ask(text: string): Promise<boolean>
  newConversation(): void
  destroy(): void
}

export interface PanelModule {
  mountPanel(parts: HostParts): Panel
}

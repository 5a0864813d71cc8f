import { isArrival } from './arrival'
import type { ChatAttributes } from './chat-attributes'
import type { Engagement, EngagementModule } from './engagement-interface'
import type { LatchkeyChatEvents, Source } from './events'
import { frameIn, STILL, type Frame } from './frame'
import { KeyFacts } from './key-facts'
import { languageOf } from './language'
import { importLate, late } from './late'
import type { LooksModule } from './looks'
import type { ChatState, HostParts, Panel, PanelModule } from './panel-interface'
import { storedFlag } from './stored-flag'
import { followEarly, followTriggers } from './triggers'


/** What the element does, apart from its interface. */
export interface Chat {
  readonly facts: KeyFacts
  readonly state: ChatState
  connect(): void
  stop(): void
  render(): void
  /** An attribute has another value. */
  changed(name: string): void
  /** Resolves with whether it is shown: a refused key never is. */
  whenReady(): Promise<boolean>
  /** Opens or closes, if nobody objects. Resolves with whether it is as wanted; with a question, whether that was asked. */
  set(open: boolean, source: Source, question?: string, trigger?: Element): Promise<boolean>
  looks(): Promise<LooksModule>
  panel(): Promise<Panel>
  engagement(): Promise<Engagement>
}

export function chatOf(element: ChatAttributes, shadow: ShadowRoot): Chat {
  const facts = new KeyFacts()
  const state: ChatState = { expanded: false, unread: 0 }
  const language = () => languageOf(element)
  const panel = late<PanelModule, Panel>(PANEL_FILE, language, (module) => {
    frame?.prepare()
    return module.mountPanel(host())
  })
  const engagement = late<EngagementModule, Engagement>(ENGAGEMENT_FILE, language, (module) => {
    frame?.prepare()
    return module.mountEngagement(host())
  })
  const looks = () => importLate<LooksModule>(LOOKS_FILE, language())
  const storedOpen = () => storedFlag('sessionStorage', 'open', element.apiKey)
  let life = new AbortController()
  let frame: Frame | undefined
  let isOpen = false
  /** Whether it was open when it began to fill its container. */
  let openBefore = false
  /** What had the focus when it was opened. */
  let opener: Element | null

  const isReady = () => frame?.root.isConnected
  /** In a container that the chat shall fill. */
  const fills = () => element.inline || (facts.configuration.forceFullMode && element.parentNode !== document.body)

  const emit: HostParts['emit'] = (type: keyof LatchkeyChatEvents, detail?: unknown, cancelable = false) =>
    element.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail, cancelable }))

  const whenReady = () =>
    new Promise<boolean>((resolve) => {
      const tell = () => resolve(!facts.refused)
      if (isReady() || facts.refused) tell()
      for (const type of ['latchkey-ready', 'latchkey-refused']) element.addEventListener(type, tell, { once: true })
    })

  function start(): void {
    const { apiKey } = element
    if (!apiKey) return
    const { signal } = life
    const { button } = (frame = frameIn(shadow, element, language(), render, signal))
    // All of it is made before it is wanted: then opening it is quick.
    const near = () => {
      panel.get(signal).catch(() => undefined)
    }
    for (const intent of ['pointerenter', 'focus']) button.addEventListener(intent, near, { signal, once: true })
    // A double click opens it as well.
    button.addEventListener('click', ({ detail }) => detail < 2 && void set(!isOpen, 'button'), { signal })
    // The panel knows better when that closes it, once it is there.
    frame.box.onkeydown = ({ key }) => {
      if (!panel.part && key === 'Escape' && frame?.layout?.closable) void set(false, 'escape')
    }
    render()
    followTriggers(apiKey, trigger, signal)
    // The embed script is about to configure elements that its definition has just brought to life.
    queueMicrotask(() => void fetchLooks(signal))
  }

  const trigger = (by?: HTMLElement) => void set(true, 'trigger', by?.dataset.latchkeyAsk, by)

  function stop(): void {
    life.abort()
    life = new AbortController()
    panel.drop()
    engagement.drop()
    shadow.replaceChildren()
    frame = undefined
    openBefore = state.expanded = false
    state.unread = 0
  }

  function restart(): void {
    const { activeElement } = shadow
    stop()
    start()
    if (activeElement) frame?.[isOpen ? 'box' : 'button'].focus(STILL)
  }

  /** The author placed a bare element. */
  async function fetchLooks(signal: AbortSignal): Promise<void> {
    if (isReady() || !element.isConnected) return
    try {
      await (await looks()).fetchLooks(host(), signal)
    } catch {
      addEventListener('online', () => void fetchLooks(signal), { signal, once: true })
    }
  }

  function changed(name: string): void {
    if (!frame && !element.isConnected) return
    if (name === 'open') {
      if (isReady()) void set(element.opened, 'attribute')
    } else if (/key|url/.test(name)) {
      facts.forget()
      restart()
    } else render()
  }

  function render(): void {
    if (!frame || !(facts.known ?? facts.override)) return
    if (frame.root.lang !== language()) return restart()
    const { configuration, known } = facts
    const open = isOpen
    const inline = fills()
    const wasInline = frame.layout?.inline
    frame.apply({ configuration, name: known?.assistant?.name ?? '', open, inline, ...state })
    panel.part?.update()
    engagement.part?.update()
    if (!isReady()) appear(frame)
    else if (inline !== wasInline) {
      void set(inline || openBefore, 'attribute')
      openBefore = open
    }
    if (configuration.engages) engagement.get(life.signal).catch(() => undefined)
  }

  function appear({ root }: Frame): void {
    const { signal } = life
    shadow.append(root)
    emit('latchkey-ready')
    if (isOpen) void openPanel(true)
    else if (element.opened || fills()) void set(true, 'attribute')
    // To read what is stored the page has to wait for the browser, and for what was clicked it has to search: not before it is painted.
    requestAnimationFrame(() => setTimeout(() => signal.aborted || afterPaint()))
  }

  function afterPaint(): void {
    followEarly(element.apiKey, trigger)
    if (!isOpen) returnOpen()
  }

  /** It was open on the page before, or has answers that were not seen there. One that covers the whole page stays open over a reload only. */
  function returnOpen(): void {
    state.unread = storedFlag('sessionStorage', 'unread', element.apiKey).get()
    if (storedOpen().get() && (!frame?.layout?.full || !isArrival())) void set(true, 'restored')
    else if (state.unread) render()
  }

  async function set(open: boolean, source: Source, question?: string, trigger?: Element): Promise<boolean> {
    if (open && !isReady() && !(await whenReady())) return false
    const byVisitor = !/attribute|restored/.test(source)
    // Nobody could open a chat again that its author has put into the page.
    const changes = open !== isOpen && (open || !element.inline || element.hidden) && emit(open ? 'latchkey-open' : 'latchkey-close', { source }, true)
    if (changes) change(open, byVisitor, trigger)
    else element.opened = isOpen
    if (changes) emit(open ? 'latchkey-opened' : 'latchkey-closed', { source })
    return open && isOpen && (changes || question != null) ? openPanel(byVisitor, question) : open === isOpen
  }

  function change(open: boolean, byVisitor: boolean, trigger?: Element): void {
    const { activeElement } = shadow
    element.opened = isOpen = open
    if (byVisitor || !open) storedOpen().set(+open)
    if (open) opener = trigger ?? document.activeElement
    render()
    if (open && byVisitor) frame?.box.focus(STILL)
    if (open) return
    panel.part?.closed()
    if (!frame?.box.contains(activeElement)) return
    // One of them takes the focus: the button may be hidden, and what opened it gone.
    frame.button.focus(STILL)
    ;(opener as HTMLElement | null)?.focus(STILL)
  }

  async function openPanel(focus = false, question?: string): Promise<boolean> {
    const { signal } = life
    try {
      const opened = await panel.get(signal)
      if (!isOpen) return false
      opened.opened(focus && shadow.activeElement === frame?.box)
      return question == null || (await opened.ask(question))
    } catch {
      if (!signal.aborted) frame?.showLoadFailure(() => void openPanel(true, question))
      return question == null && isOpen
    }
  }

  function host(): HostParts {
    return {
      element,
      shadow,
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- without one there is nothing to build on, and building fails
      frame: frame!,
      facts,
      state,
      render,
      close: (source) => void set(false, source),
      ask: (text) => void set(true, 'prompt', text),
      emit,
    }
  }

  return {
    facts,
    state,
    connect: () => {
      if (frame) render()
      else start()
    },
    stop,
    render,
    changed,
    whenReady,
    set,
    looks,
    panel: () => panel.get(life.signal),
    engagement: () => engagement.get(life.signal),
  }
}

const FIRST_MS = 1000
/** What was read with the pointer on it does not vanish the moment the pointer leaves. */
const LEAST_MS = 1500

export type Mode = 'rotate' | 'random'

export interface PromptRound {
  /** Begins anew. What is shown stays until the first of these is due. */
  start(prompts: string[], seconds: number, firstMs?: number): void
  /** Time stands still while the visitor reads, or cannot see the page. */
  hold(held: boolean): void
  stop(): void
}

/** Says when which prompt is shown: each of them once, then none. */
export function promptRound(show: (prompt?: string) => void): PromptRound {
  let queue: string[] = []
  let shownMs = 0
  let leftMs = 0
  let since = 0
  let isHeld = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function wait(ms: number): void {
    clearTimeout(timer)
    leftMs = ms
    since = Date.now()
    timer = setTimeout(next, ms)
    if (isHeld) clearTimeout(timer)
  }

  function next(): void {
    const [prompt, ...rest] = queue
    queue = rest
    if (prompt) wait(shownMs)
    else stop()
    show(prompt)
  }

  function stop(): void {
    clearTimeout(timer)
    timer = undefined
  }

  return {
    stop,
    start(prompts, seconds, firstMs = FIRST_MS) {
      queue = prompts
      shownMs = seconds * 1000
      wait(firstMs)
    },
    hold(held) {
      if (held === isHeld) return
      isHeld = held
      if (!timer) return
      if (held) {
        clearTimeout(timer)
        leftMs -= Date.now() - since
      } else wait(Math.max(leftMs, LEAST_MS))
    },
  }
}

/** The order of a round; with `first` it begins there. */
export function orderOf(prompts: string[], mode: Mode, first = '', random = Math.random): string[] {
  const order = [...prompts]
  // Whatever is drawn goes to the end.
  for (let left = mode === 'random' ? order.length : 0; left; left--) order.push(...order.splice(random() * left, 1))
  const start = Math.max(0, order.indexOf(first))
  return [...order.slice(start), ...order.slice(0, start)]
}

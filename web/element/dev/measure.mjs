// What a page costs, from the browser's own trace. The tests of the goals and the comparison with other chats measure alike.

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing']

export const percentile = (values, percent) => [...values].sort((one, other) => one - other)[Math.max(0, Math.ceil((values.length * percent) / 100) - 1)] ?? 0
export const median = (values) => percentile(values, 50)
export const sum = (values) => values.reduce((total, value) => total + value, 0)

const PAINTED = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))'

/** Without the tools that the test driver puts into a page: they would be measured as well. */
const inside = (session, expression) => session.send('Runtime.evaluate', { expression, awaitPromise: true })

/**
 * Traces what the main thread of a page does meanwhile, in milliseconds. `cpu` is the time that the thread was
 * computing: other programs lengthen it less than what a clock shows.
 */
export async function traced(browser, page, act) {
  const tracing = await browser.newBrowserCDPSession()
  const session = await page.context().newCDPSession(page)
  const events = []
  tracing.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  const ended = new Promise((resolve) => tracing.once('Tracing.tracingComplete', resolve))
  await tracing.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } })
  await act()
  await inside(session, PAINTED)
  // The thread that has this mark is the page's.
  await inside(session, 'performance.mark("measured")')
  await tracing.send('Tracing.end')
  await ended
  await tracing.detach()
  await session.detach()
  return mainThread(events)
}

function mainThread(events) {
  const { pid, tid, ts: end } = events.find(({ name }) => name === 'measured')
  return events
    .filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.ts < end)
    .map(({ name, ts, dur, tdur = dur, args }) => ({ name, from: ts / 1000, to: (ts + dur) / 1000, cpu: tdur / 1000, args }))
}

export const tasksOf = (spans) => spans.filter(({ name }) => name === 'RunTask')

/** The work of every frame: all that the thread did since the frame before. */
export function framesOf(spans) {
  const ends = spans.filter(({ name }) => name === 'Commit').map(({ to }) => to).sort((one, other) => one - other)
  const frames = ends.map(() => 0)
  for (const task of tasksOf(spans)) {
    const at = ends.findIndex((end) => end > task.from)
    if (at >= 0) frames[at] += task.cpu
  }
  return frames.slice(1)
}

/** Opens a page anew, as somebody who has never been there, and waits until it has come to rest. */
export async function loaded(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } })
  await context.route((address) => address.hostname !== '127.0.0.1', (route) => route.abort())
  try {
    const page = await context.newPage()
    return await traced(browser, page, () => page.goto(url, { waitUntil: 'networkidle' }))
  } finally {
    await context.close()
  }
}

export const workOf = (spans) => sum(tasksOf(spans).map(({ cpu }) => cpu))

/** What the main thread does for a page's scripts and for what they show. The rest of its tasks is the browser's own housekeeping. */
const SHOWING = /^(v8\.compile\w*|v8\.evaluateModule|EvaluateScript|FunctionCall|EventDispatch|TimerFire|FireAnimationFrame|RunMicrotasks|ParseAuthorStyleSheet|UpdateLayoutTree|Layout|PrePaint|Paint|Layerize|Commit|MinorGC|MajorGC)$/

/** How long the main thread computes scripts, style, layout and painting. What scripts have put off until that is painted counts with `all` only. */
export function shownOf(spans, all = false) {
  const evaluated = Math.max(...spans.filter(({ name }) => name === 'v8.evaluateModule').map(({ to }) => to))
  const painted = Math.min(...spans.filter(({ name, from }) => name === 'Commit' && from > evaluated).map(({ to }) => to))
  let [total, end] = [0, -Infinity]
  // Those around others come first.
  for (const { name, from, to, cpu } of spans.filter(({ name }) => SHOWING.test(name)).sort((one, other) => one.from - other.from || other.to - one.to)) {
    if (from < end) continue
    end = to
    if (all || name !== 'TimerFire' || from < painted) total += cpu
  }
  return total
}

/**
 * How long the main thread computes for each of these pages, less what it does for the page with an empty script: until what its script makes is
 * painted (`shown`), and in all (`all`). And its longest task. The pages are opened in turn: what slows one down slows the others down as well.
 */
export async function costsOf(browser, urls, { emptyUrl, runs }) {
  const spans = new Map([...urls, emptyUrl].map((url) => [url, []]))
  for (let run = 0; run < runs; run++) for (const [url, list] of spans) list.push(await loaded(browser, url))
  const middle = (url, measure) => median(spans.get(url).map(measure))
  const more = (url, measure) => middle(url, measure) - middle(emptyUrl, measure)
  return urls.map((url) => ({ shown: more(url, (spans) => shownOf(spans)), all: more(url, (spans) => shownOf(spans, true)), longest: middle(url, longestOf) }))
}

/** Of the tasks in which a script of the page runs, and those after it. */
export function longestOf(spans) {
  const scripts = spans.filter(({ name }) => name === 'v8.evaluateModule' || name === 'v8.compile' || name === 'EvaluateScript')
  const first = Math.min(...scripts.map(({ from }) => from))
  return Math.max(...tasksOf(spans).filter(({ to }) => to > first).map(({ cpu }) => cpu))
}

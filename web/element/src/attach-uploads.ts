import { failureOf, objection } from './attach-check'
import { upload } from './attach-client'
import type { AttachmentsHost } from './attach-interface'
import { arrived, itemOfFile, type Item } from './attach-item'
import { attachmentStrings as strings } from './strings'

/** Of how many files it is said what is wrong with them. */
const MAX_SAID = 3

interface Actions {
  items(): Item[]
  changed(item: Item): void
  /** Nothing is on its way any more. */
  done(): void
}

/** Brings files to the server: one at a time, because it takes few at once from a visitor, and keeps the order of their arrival. */
export class Uploads {
  readonly #host: AttachmentsHost
  readonly #actions: Actions
  #running = false

  constructor(host: AttachmentsHost, actions: Actions) {
    this.#host = host
    this.#actions = actions
  }

  /** Adds the files that may be attached. Returns what is wrong with the others, in words. */
  add(files: File[]): string {
    const { limits, language } = this.#host
    const items = this.#actions.items()
    const problems = new Set<string>()
    for (const file of files) {
      const problem = objection(file, limits, language) || (items.length < limits.count ? '' : strings.tooMany(limits.count))
      if (problem) problems.add(problem)
      else items.push(itemOfFile(file))
    }
    const said = [...problems].slice(0, MAX_SAID)
    if (problems.size > MAX_SAID) said.push(strings.moreProblems(problems.size - MAX_SAID))
    return said.join(' ')
  }

  async run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    const names: string[] = []
    let item: Item | undefined
    while ((item = this.#actions.items().find(({ stage }) => stage === 'waiting'))) if (await this.#send(item)) names.push(item.name)
    this.#running = false
    if (names.length) this.#host.say(strings.attached(names.join(', ')))
    this.#actions.done()
  }

  async #send(item: Item): Promise<boolean> {
    const { conversation, client, say } = this.#host
    const { signal } = (item.work = new AbortController())
    const changed = (progress: number) => {
      item.progress = progress
      this.#actions.changed(item)
    }
    item.stage = 'uploading'
    changed(0)
    try {
      const ref = await conversation.reach(signal)
      arrived(item, await upload(client, ref, item, signal, changed))
    } catch (error) {
      if (signal.aborted) return false
      Object.assign(item, { stage: 'failed' }, failureOf(error))
      say(`${item.name}: ${item.problem}`)
    }
    this.#actions.changed(item)
    return !item.problem
  }
}

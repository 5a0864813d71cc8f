import type { Fields } from './client'
import { textOf, type Turn } from './turn'

export type Stage =
  /** Its turn to be uploaded has not come. */
  | 'waiting'
  | 'uploading'
  | 'ready'
  | 'removing'
  | 'failed'

/** A file that the visitor gives to the assistant. */
export interface Item {
  /** The server's id, empty until it has the file. */
  id: string
  name: string
  /** 0 if it is not known. */
  size: number
  isImage: boolean
  /** As it is on the visitor's device, if it was attached on this page. */
  file: File | undefined
  stage: Stage
  /** Of the upload, from 0 to 1. */
  progress: number
  /** What went wrong, in words. */
  problem: string
  /** Another attempt may help. */
  again: boolean
  /** The id of the last question before it came. */
  previous: string
  /** The question that it came with. */
  turn: Turn | undefined
  /** Ends what is being done with it. */
  work: AbortController
}

const nothing = () => ({ progress: 0, problem: '', again: false, previous: '', turn: undefined, work: new AbortController() })

export function itemOfFile(file: File): Item {
  const { name, size, type } = file
  return { ...nothing(), id: '', name, size, isImage: type.startsWith('image/'), file, stage: 'waiting' }
}

export function itemOfRow(row: Fields): Item {
  const [stem, extension] = [textOf(row.fileName), textOf(row.extension)]
  const name = extension && !stem.endsWith(`.${extension}`) ? `${stem}.${extension}` : stem
  const item: Item = { ...nothing(), id: '', name, size: Number(row.size) || 0, isImage: row.type === 'IMAGE', file: undefined, stage: 'ready' }
  return arrived(item, row)
}

/** The server has the file. What it calls it is kept to its own lists. */
export function arrived(item: Item, row: Fields): Item {
  return Object.assign(item, { id: textOf(row.id), previous: textOf(row.previousQueryId), stage: 'ready', progress: 1, problem: '' } as const)
}

/** The question that an item came with: the first that has it, or else the first after the last one before it. */
export function turnOf({ id, previous }: Item, turns: Turn[]): Turn | undefined {
  const sent = turns.find(({ attachments }) => attachments.includes(id))
  const next = turns[turns.findIndex((turn) => turn.id && turn.id === previous) + 1]
  return sent ?? (next?.id ? next : undefined)
}

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
  file?: File
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

function itemOf(name: string, size: number, isImage: boolean, file?: File): Item {
  const work = new AbortController()
  return { id: '', name, size, isImage, stage: 'waiting', progress: 0, problem: '', again: false, previous: '', turn: undefined, work, ...(file && { file }) }
}

export const itemOfFile = (file: File) => itemOf(file.name, file.size, file.type.startsWith('image/'), file)

export function itemOfRow(row: Fields): Item {
  const [name, extension] = [textOf(row.fileName), textOf(row.extension)]
  const whole = name.endsWith(`.${extension}`) ? name : `${name}.${extension}`
  return arrived(itemOf(whole, Number(row.size) || 0, row.type === 'IMAGE'), row)
}

/** The server has the file. */
export function arrived(item: Item, row: Fields): Item {
  return Object.assign(item, { id: textOf(row.id), previous: textOf(row.previousQueryId), stage: 'ready' } as const)
}

export const isUnderWay = ({ stage }: Item) => stage === 'waiting' || stage === 'uploading'

/** The question that an item came with: the first that has it, or else the first after the last one before it. */
export function turnOf({ id, previous }: Item, turns: Turn[]): Turn | undefined {
  const next = turns[turns.findIndex((turn) => turn.id && turn.id === previous) + 1]
  return turns.find(({ attachments }) => attachments.includes(id)) ?? (next?.id ? next : undefined)
}

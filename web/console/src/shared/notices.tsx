import type { NotificationData } from '@mantine/notifications'
import type { TFunction } from 'i18next'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { reason } from './failures'

// The library comes with the first notice: no page begins with one.
const load = () => import('./notice-board')
const Board = lazy(load)
let wanted = false
let undoable = 0
const listeners = new Set<() => void>()

async function notify(notice: NotificationData): Promise<(id: string) => void> {
  wanted = true
  for (const listener of listeners) listener()
  const { notifications } = await load()
  notifications.show({ withBorder: true, ...notice })
  return notifications.hide
}

/** Where notices appear. */
export function Notices() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => wanted,
  )
  return <Suspense>{shown && <Board />}</Suspense>
}

export function done(message: string): void {
  void notify({ message, color: 'good' })
}

/** Says what is still to be done. */
export function note(message: string): void {
  void notify({ message, color: 'warn' })
}

export function failed(error: unknown, t: TFunction): void {
  void notify({ message: reason(error, t), color: 'danger', autoClose: 8000 })
}

/** Says that something was done, with a button that undoes it. */
export function doneWithUndo(message: string, undoLabel: string, undo: () => void): void {
  const id = `undo-${++undoable}`
  const hide = notify({
    id,
    color: 'good',
    autoClose: 15_000,
    message: (
      <>
        {message}{' '}
        <button
          type="button"
          className="undo"
          onClick={() => {
            void hide.then((end) => end(id))
            undo()
          }}
        >
          {undoLabel}
        </button>
      </>
    ),
  })
}

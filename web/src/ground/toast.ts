import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { UndoButton } from './UndoButton.tsx'

const undoFor = 10_000

/** Says what was done; with `undo` it can be taken back, for ten seconds unless said otherwise. */
export function done(message: string, undo?: () => Promise<unknown>, undoable = undoFor): void {
  const id = notifications.show({
    message: undo
      ? createElement(UndoButton, { message, onUndo: () => undo().finally(() => notifications.hide(id)) })
      : message,
    autoClose: undo ? undoable : 5_000,
  })
}

/** Says why something was not done. */
export function notDone(error: Error): void {
  notifications.show({ message: error.message, color: 'red', autoClose: undoFor, title: 'Not done' })
}

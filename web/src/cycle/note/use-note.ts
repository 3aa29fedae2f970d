import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Asked, type Note, type NoteChange, writeNote } from './notes.ts'

export type Written = {
  readonly content: Note['content']
  readonly check: Note['check']
  readonly version: number
}

const merged = (a: NoteChange, b: NoteChange): NoteChange => ({ ...a, ...b, answers: { ...a.answers, ...b.answers } })

/** Shown at once; the server's word follows. */
const isChosen = ({ groups }: Asked, { chosen = [] }: NonNullable<Asked['answer']>): boolean =>
  groups.every(({ options }) => options.some(({ id }) => chosen.includes(id)))

const answered = (asked: readonly Asked[], change: NoteChange): Asked[] =>
  asked.map((each) => {
    const answer = change.answers?.[each.element]
    if (answer === undefined) return each
    return {
      ...each,
      answer,
      isCarried: false,
      isAnswered: answer !== null && (each.kind === 'choice' ? isChosen(each, answer) : true),
    }
  })

/** A note being written: every change shows at once and is kept one after the other; the server says what is missing. */
export function useNote(note: Note) {
  const client = useQueryClient()
  const [written, setWritten] = useState<Written>({ content: note.content, check: note.check, version: note.version })
  const [failure, setFailure] = useState<Error | null>(null)
  const version = useRef(note.version)
  const waiting = useRef<NoteChange | null>(null)
  const saving = useRef<Promise<void> | null>(null)

  const save = async () => {
    for (let next = waiting.current; next !== null; next = waiting.current) {
      waiting.current = null
      const { check, version: kept } = await writeNote(note.id, next, version.current)
      version.current = kept
      if (waiting.current === null) setWritten((was) => ({ ...was, check, version: kept }))
    }
  }

  const change = (what: NoteChange) => {
    setWritten(({ content, check, version: kept }) => {
      const { answers: _, ...times } = what
      const now = { ...content, ...(times as Partial<Note['content']>) }
      const isTimed = now.minutes !== null || (now.start !== null && now.stop !== null)
      const asked = answered(check.asked, what).map((each) =>
        each.kind === 'times' ? { ...each, isAnswered: isTimed } : each,
      )
      return { content: now, check: { ...check, asked }, version: kept }
    })
    waiting.current = waiting.current === null ? what : merged(waiting.current, what)
    if (saving.current !== null) return
    saving.current = save()
      .then(() => setFailure(null))
      .catch((error: Error) => {
        setFailure(error)
        void client.invalidateQueries({ queryKey: ['notes', 'one', note.id] })
      })
      .finally(() => {
        saving.current = null
      })
  }

  /** Everything written so far is kept; gives the version it has. */
  const settled = async (): Promise<number> => {
    await saving.current
    return version.current
  }

  return { ...written, failure, change, settled }
}

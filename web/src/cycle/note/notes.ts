import type { myDay, notePage, openNotes } from '@ballast/server/cycle/note/actions/read.ts'
import type { rosterPage, Shared } from '@ballast/server/cycle/note/actions/roster.ts'
import type { templatesPage } from '@ballast/server/cycle/note/actions/templates.ts'
import type { Written } from '@ballast/server/cycle/note/actions/write.ts'
import type { Asked, NoteChange } from '@ballast/server/cycle/note/types.ts'
import { queryOptions } from '@tanstack/react-query'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'

export type Day = Of<typeof myDay>
export type OpenNotes = Of<typeof openNotes>
export type Note = Of<typeof notePage>
export type Roster = Of<typeof rosterPage>
export type Templates = Of<typeof templatesPage>
export type { Asked, NoteChange, Written }

export const dayQuery = queryOptions({ queryKey: ['notes', 'day'], queryFn: () => ask<Day>('/notes/day') })
export const openQuery = queryOptions({ queryKey: ['notes', 'open'], queryFn: () => ask<OpenNotes>('/notes/open') })
export const noteQuery = (id: string) =>
  queryOptions({ queryKey: ['notes', 'one', id], queryFn: () => ask<Note>(`/notes/${id}`), staleTime: 0 })
export const rosterQuery = (id: string) =>
  queryOptions({ queryKey: ['notes', 'roster', id], queryFn: () => ask<Roster>(`/notes/${id}/roster`), staleTime: 0 })
export const templatesQuery = queryOptions({
  queryKey: ['notes', 'templates'],
  queryFn: () => ask<Templates>('/notes/templates'),
})

export const writeNote = (id: string, change: NoteChange, version: number) =>
  ask<Written>(`/notes/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-ballast': '1' },
    body: JSON.stringify({ change, version }),
  })
export const signNote = (id: string, version: number) => post<Written>(`/notes/${id}/sign`, { version })
export const cosignNote = (id: string, version: number, sentBack: string | null) =>
  post<Written>(`/notes/${id}/cosign`, { version, sentBack })
export const amendNote = (id: string, change: NoteChange, reason: string, version: number) =>
  post<Written>(`/notes/${id}/amend`, { change, reason, version })
export const askClinician = (id: string, element: string, question: string) =>
  post<{ id: string }>(`/notes/${id}/questions`, { element, question })
export const answerQuestion = (id: string, answer: string) =>
  post<{ id: string }>(`/notes/questions/${id}/answer`, { answer })
export const writeRoster = (id: string, shared: Shared) => post<{ written: number }>(`/notes/${id}/roster`, shared)
export const proposeTemplate = (
  template: string,
  row: { required: readonly string[]; suggested: readonly string[]; why: string },
) => post<{ version: number }>(`/notes/templates/${template}`, row)
export const decideTemplate = (template: string, version: number, isApproved: boolean) =>
  post<{ version: number }>(`/notes/templates/${template}/decision`, { version, isApproved })

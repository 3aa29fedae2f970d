import { queryOptions } from '@tanstack/react-query'
import type {
  Aging,
  ClaimDetail,
  CodeExplanation,
  DenialDetail,
  DenialWork,
  Door,
  Found,
  Home,
  ImportReport,
  PastImport,
  RemittanceDetail,
  RootCause,
  SavedView,
  Source,
} from './api-types.ts'

/** The server said no, or could not be reached (status 0). */
export class ApiFailure extends Error {
  readonly status: number
  readonly kind: string
  readonly reference: string | null
  /** What is wrong at which place of what was sent. */
  readonly fields: readonly { readonly at: string; readonly message: string }[]
  constructor(
    status: number,
    kind: string,
    message: string,
    reference: string | null,
    fields: ApiFailure['fields'] = [],
  ) {
    super(message)
    this.status = status
    this.kind = kind
    this.reference = reference
    this.fields = fields
  }
}

type Problem = {
  kind?: string
  title?: string
  detail?: string
  message?: string
  findings?: readonly { message: string }[]
  fields?: readonly { at: string; message: string }[]
}

/** What a refusal says: its own words, and what stands in the way. */
const wordsOf = (problem: Problem, status: number): string => {
  const said = problem.detail ?? problem.message ?? problem.title ?? sentence(status, problem.kind)
  const more = [
    ...(problem.findings ?? []).map(({ message }) => message),
    ...(problem.fields ?? []).map(({ at, message }) => `${at}: ${message}`),
  ]
  return [said, ...more].join(' ')
}

// The cookie names one practice for all tabs; this page says which one it shows, so that no tab writes into another's.
let shown: string | null = null

const send = (path: string, init: RequestInit): Promise<Response | null> =>
  fetch(`/api${path}`, {
    credentials: 'same-origin',
    ...init,
    headers: { ...(shown ? { 'x-practice': shown } : {}), ...init.headers },
  }).catch(() => null)

export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await send(path, init)
  if (!response) throw new ApiFailure(0, 'offline', 'Ballast cannot be reached. Is it still running?', null)
  const reference = response.headers.get('x-request-id')
  const body = (await response.json().catch(() => null)) as unknown
  if (!response.ok) {
    const problem = (body ?? {}) as Problem
    const words = wordsOf(problem, response.status)
    throw new ApiFailure(response.status, problem.kind ?? 'unknown', words, reference, problem.fields)
  }
  if (body === null) throw new ApiFailure(response.status, 'unreadable', 'The answer could not be read.', reference)
  return body as T
}

const sentence = (status: number, kind: string | undefined): string => {
  if (status === 401) return 'Please sign in.'
  if (status === 403) return 'Your role does not include this. The practice owner can grant it.'
  if (status === 404) return 'There is nothing here, or it belongs to another practice.'
  if (status === 429) return 'Too many tries. Please wait a few minutes.'
  if (kind === 'claim.changed_meanwhile') return 'Somebody changed this claim while you looked at it. Look again.'
  if (kind === 'claim.wrong_status') return 'The claim stands differently by now, so this was not done. Look again.'
  if (kind === 'claim.stopped') return 'This cannot be released; it has to be put right first.'
  return kind ? `Not done: ${kind.replaceAll('_', ' ').replace('.', ': ')}.` : 'Something went wrong on the server.'
}

/** The key is given where a second press must be known as the first. */
export const post = <T>(path: string, body: unknown, key: string = crypto.randomUUID()): Promise<T> =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ballast': '1', 'idempotency-key': key },
    body: JSON.stringify(body),
  })

const remove = <T>(path: string): Promise<T> => ask<T>(path, { method: 'DELETE', headers: { 'x-ballast': '1' } })

type Told = Readonly<Record<string, string>>

const formOf = (files: readonly File[], told: Told = {}): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(told)) form.append(name, value)
  for (const file of files) form.append('files', file, file.name)
  return form
}

const upload = <T>(path: string, files: readonly File[], told: Told = {}): Promise<T> =>
  ask<T>(path, { method: 'POST', headers: { 'x-ballast': '1' }, body: formOf(files, told) })

async function sendFiles(path: string, files: readonly File[]): Promise<Response> {
  const init: RequestInit = { method: 'POST', headers: { 'x-ballast': '1' }, body: formOf(files) }
  const response = await send(path, init)
  if (!response) throw new ApiFailure(0, 'offline', 'Ballast cannot be reached. Is it still running?', null)
  if (response.ok) return response
  const problem = ((await response.json().catch(() => null)) ?? {}) as Problem
  const reference = response.headers.get('x-request-id')
  throw new ApiFailure(response.status, problem.kind ?? 'unknown', wordsOf(problem, response.status), reference)
}

/** Sends files and hears the answer line by line as it is made: progress first, the result last. */
export async function uploadForLines<Line>(
  path: string,
  files: readonly File[],
  hear: (line: Line) => void,
): Promise<void> {
  const response = await sendFiles(path, files)
  const text = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  while (text) {
    const { done, value } = await text.read()
    const lines = `${rest}${value ?? ''}`.split('\n')
    rest = done ? '' : (lines.pop() ?? '')
    for (const line of lines) if (line !== '') hear(JSON.parse(line) as Line)
    if (done) return
  }
}

export const uploadForText = async (path: string, files: readonly File[]): Promise<string> =>
  (await sendFiles(path, files)).text()

export const search = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const wanted = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return wanted.length === 0 ? '' : `?${new URLSearchParams(wanted.map(([key, value]) => [key, String(value)]))}`
}

export type Filter = Readonly<Record<string, string | number | undefined>>

export const doorQuery = queryOptions({ queryKey: ['door'], queryFn: () => ask<Door>('/door') })
/** Who is signed in; fails with 401 when nobody is. Asked at the door, so that a signed-out visitor is no error. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const { me } = await ask<Door>('/door')
    shown = me?.practice?.id ?? null
    if (!me) throw new ApiFailure(401, 'unauthenticated', 'Please sign in.', null)
    return me
  },
  staleTime: 60_000,
  // While a demo fills, its day and its progress move on.
  refetchInterval: ({ state }) => (state.data?.demo?.isFilling ? 3_000 : false),
})
export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: () => ask<Home>('/insight/home') })
/** One page of a list; `useList` asks for them as they are needed. */
export const fetchPage = <Page>(path: string, filter: Filter, limit: number, offset: number): Promise<Page> =>
  ask<Page>(`${path}${search({ ...filter, limit, offset })}`)
export const claimQuery = (id: string) =>
  queryOptions({ queryKey: ['claim', id], queryFn: () => ask<ClaimDetail>(`/claims/${id}`) })
export const remittanceQuery = (id: string) =>
  queryOptions({ queryKey: ['remittance', id], queryFn: () => ask<RemittanceDetail>(`/remittances/${id}`) })
export const denialQuery = (id: string) =>
  queryOptions({ queryKey: ['denial', id], queryFn: () => ask<DenialDetail>(`/denials/${id}`) })
export const rootCausesQuery = queryOptions({
  queryKey: ['root-causes'],
  queryFn: () => ask<{ causes: readonly RootCause[] }>('/denials/root-causes'),
  staleTime: Number.POSITIVE_INFINITY,
})
export const agingQuery = (base: string, by: string) =>
  queryOptions({
    queryKey: ['aging', base, by],
    queryFn: () => ask<Aging>(`/receivable/aging${search({ base, by })}`),
  })
export const codeQuery = (type: string, code: string) =>
  queryOptions({
    queryKey: ['code', type, code],
    queryFn: () => ask<CodeExplanation>(`/codes/${type}/${encodeURIComponent(code)}`),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Whatever goes by these words: a patient, a claim, a payment, an amount. */
export const searchQuery = (words: string) =>
  queryOptions({
    queryKey: ['search', words],
    queryFn: () => ask<Found>(`/search${search({ words })}`),
    staleTime: 30_000,
  })

export const viewsQuery = (list: string) =>
  queryOptions({
    queryKey: ['views', list],
    queryFn: () => ask<{ views: readonly SavedView[] }>(`/views${search({ list })}`),
  })
export const saveView = (view: { list: string; name: string; address: string; isShared: boolean }) =>
  post<{ id: string }>('/views', view)
export const dropView = (id: string) => remove<{ id: string }>(`/views/${id}`)

export const signIn = (email: string, password: string) => {
  shown = null
  return post<{ ok: true }>('/auth/sign-in/email', { email, password })
}
export const signOut = () => post<{ ok: true }>('/auth/sign-out', {})
export async function choosePractice(practiceId: string): Promise<void> {
  await post<{ ok: true }>('/practice', { practiceId })
  shown = practiceId
}
export const nextDay = () => post<{ today: string }>('/demo/next-day', {})
export const sendReadyClaims = () => post<{ batches: readonly string[] }>('/claims/batches', {})
export const releaseClaim = (id: string, reason: string, version: number) =>
  post<unknown>(`/claims/${id}/release`, { reason, version })
export const sourceQuery = (claimId: string, eventId: string) =>
  queryOptions({
    queryKey: ['source', claimId, eventId],
    queryFn: () => ask<Source>(`/claims/${claimId}/events/${eventId}/source`),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const unsendBatch = (id: string) => post<{ claims: number }>(`/claims/batches/${id}/unsend`, {})
export const holdClaim = (id: string, reason: string, version: number) =>
  post<unknown>(`/claims/${id}/hold`, { reason, version })
export const voidClaim = (id: string, reason: string, version: number) =>
  post<unknown>(`/claims/${id}/void`, { reason, version })
type ClaimChange = {
  readonly diagnoses: readonly string[]
  readonly authorizationNumber: string | null
  readonly version: number
}
export const correctClaim = (id: string, change: ClaimChange) =>
  post<{ claimId: string; status: string }>(`/claims/${id}/correct`, change)
export const reviseClaim = (id: string, change: ClaimChange) => post<{ status: string }>(`/claims/${id}/revise`, change)
export const workDenial = (id: string, work: DenialWork) => post<{ version: number }>(`/denials/${id}/work`, work)
export const confirmPayment = (id: string) => post<unknown>(`/remittances/${id}/confirm`, {})
export const changePassword = (current: string, next: string) => post<unknown>('/auth/password', { current, next })
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: () => ask<{ imports: readonly PastImport[] }>('/import'),
})
export const importFiles = (
  files: readonly File[],
  told?: { readonly kind: string; readonly columns: Readonly<Record<string, string>> },
) => upload<ImportReport>('/import', files, told ? { kind: told.kind, columns: JSON.stringify(told.columns) } : {})

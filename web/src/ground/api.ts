import { queryOptions } from '@tanstack/react-query'
import type {
  Aging,
  AuditReport,
  ClaimDetail,
  ClaimsPage,
  CodeExplanation,
  DenialsPage,
  Home,
  ImportReport,
  Me,
  RemittanceDetail,
  RemittancesPage,
} from './api-types.ts'

/** The server said no, or could not be reached (status 0). */
export class ApiFailure extends Error {
  readonly status: number
  readonly kind: string
  readonly reference: string | null
  constructor(status: number, kind: string, message: string, reference: string | null) {
    super(message)
    this.status = status
    this.kind = kind
    this.reference = reference
  }
}

type Problem = { kind?: string; title?: string; detail?: string; message?: string }

export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`/api${path}`, { credentials: 'same-origin', ...init }).catch(() => null)
  if (!response) throw new ApiFailure(0, 'offline', 'Ballast cannot be reached. Is it still running?', null)
  const reference = response.headers.get('x-request-id')
  const body = (await response.json().catch(() => null)) as unknown
  if (!response.ok) {
    const problem = (body ?? {}) as Problem
    const message = problem.detail ?? problem.message ?? problem.title ?? sentence(response.status, problem.kind)
    throw new ApiFailure(response.status, problem.kind ?? 'unknown', message, reference)
  }
  if (body === null) throw new ApiFailure(response.status, 'unreadable', 'The answer could not be read.', reference)
  return body as T
}

const sentence = (status: number, kind: string | undefined): string => {
  if (status === 401) return 'Please sign in.'
  if (status === 403) return 'Your role does not include this. The practice owner can grant it.'
  if (status === 404) return 'There is nothing here, or it belongs to another practice.'
  if (status === 429) return 'Too many tries. Please wait a few minutes.'
  return kind ? `Not done: ${kind.replaceAll('_', ' ').replace('.', ': ')}.` : 'Something went wrong on the server.'
}

export const post = <T>(path: string, body: unknown): Promise<T> =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ballast': '1', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  })

const upload = <T>(path: string, files: readonly File[]): Promise<T> => {
  const form = new FormData()
  for (const file of files) form.append('files', file, file.name)
  return ask<T>(path, { method: 'POST', headers: { 'x-ballast': '1' }, body: form })
}

const search = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const wanted = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return wanted.length === 0 ? '' : `?${new URLSearchParams(wanted.map(([key, value]) => [key, String(value)]))}`
}

export type Filter = Readonly<Record<string, string | number | undefined>>

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => ask<Me>('/me'), staleTime: 60_000 })
export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: () => ask<Home>('/insight/home') })
export const claimsQuery = (filter: Filter) =>
  queryOptions({ queryKey: ['claims', filter], queryFn: () => ask<ClaimsPage>(`/claims${search(filter)}`) })
export const claimQuery = (id: string) =>
  queryOptions({ queryKey: ['claim', id], queryFn: () => ask<ClaimDetail>(`/claims/${id}`) })
export const remittancesQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['remittances', filter],
    queryFn: () => ask<RemittancesPage>(`/remittances${search(filter)}`),
  })
export const remittanceQuery = (id: string) =>
  queryOptions({ queryKey: ['remittance', id], queryFn: () => ask<RemittanceDetail>(`/remittances/${id}`) })
export const denialsQuery = (filter: Filter) =>
  queryOptions({ queryKey: ['denials', filter], queryFn: () => ask<DenialsPage>(`/denials${search(filter)}`) })
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

export const signIn = (email: string, password: string) =>
  post<{ ok: true }>('/auth/sign-in/email', { email, password })
export const signOut = () => post<{ ok: true }>('/auth/sign-out', {})
export const choosePractice = (practiceId: string) => post<{ ok: true }>('/practice', { practiceId })
export const sendReadyClaims = () => post<{ batches: unknown }>('/claims/batches', {})
export const releaseClaim = (id: string, reason: string, version: number) =>
  post<unknown>(`/claims/${id}/release`, { reason, version })
export const importFiles = (files: readonly File[]) => upload<ImportReport>('/import', files)
export const auditFiles = (files: readonly File[]) => upload<AuditReport>('/audit', files)

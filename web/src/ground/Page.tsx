import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed, Loading } from './states.tsx'

/** A page's head and body in the same order everywhere. */
export function Page({
  title,
  note,
  actions,
  children,
}: {
  title: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <main className="page">
      <div className="head">
        <h1>{title}</h1>
        {note ? <span className="soft">{note}</span> : null}
        {actions ? <div style={{ marginLeft: 'auto', display: 'flex', gap: 8 }}>{actions}</div> : null}
      </div>
      {children}
    </main>
  )
}

export function Card({
  title,
  note,
  children,
  isFlush,
}: {
  title: string
  note?: ReactNode
  children: ReactNode
  isFlush?: boolean
}) {
  return (
    <section className="card">
      <div className="card-head">
        <h2>{title}</h2>
        {note ? <span className="soft">{note}</span> : null}
      </div>
      {isFlush ? children : <div className="card-body">{children}</div>}
    </section>
  )
}

/** What a query found, or that it is loading, or why it failed. */
export function Asked<T>({
  query,
  children,
}: {
  query: UseQueryOptions<T, Error, T, QueryKey>
  children: (data: T) => ReactNode
}) {
  const { data, error, isPending, refetch } = useQuery(query)
  if (isPending) return <Loading />
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return <>{children(data as T)}</>
}

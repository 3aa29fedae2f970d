import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { meQuery } from '../../ground/api.ts'
import { Page } from '../../ground/Page.tsx'

const pages = [{ to: '/settings/people', title: 'People', needs: 'people.manage' }] as const

/** The frame of every page of settings: what it is, and the way to the others. */
export function Settings({
  title,
  about,
  actions,
  children,
}: {
  title: string
  about: string
  actions?: ReactNode
  children: ReactNode
}) {
  const me = useQuery(meQuery)
  return (
    <Page title={title} about={about} actions={actions}>
      <nav aria-label="Settings" className="choices">
        {pages
          .filter(({ needs }) => me.data?.permissions.includes(needs))
          .map((page) => (
            <Link key={page.to} to={page.to} className="choice" activeOptions={{ exact: true }}>
              {page.title}
            </Link>
          ))}
      </nav>
      {children}
    </Page>
  )
}

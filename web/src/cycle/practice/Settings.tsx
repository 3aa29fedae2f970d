import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { meQuery } from '../../ground/api.ts'
import { Page } from '../../ground/Page.tsx'

const pages = [
  { to: '/settings', title: 'Practice', needs: 'practice.set' },
  { to: '/settings/payers', title: 'Payers', needs: 'practice.set' },
  { to: '/settings/charges', title: 'Charges', needs: 'practice.set' },
  { to: '/settings/clinicians', title: 'Clinicians', needs: 'practice.set' },
  { to: '/settings/people', title: 'People', needs: 'people.manage' },
  { to: '/settings/history', title: 'History', needs: 'practice.set' },
] as const

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
            <Link key={page.to} to={page.to} className="choice" activeOptions={{ exact: page.to === '/settings' }}>
              {page.title}
            </Link>
          ))}
      </nav>
      {children}
    </Page>
  )
}

import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './ground/app.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiFailure } from './ground/api.ts'
import { theme, tokens } from './ground/theme.ts'
import { router } from './router.tsx'

// A session that ended is noticed by whatever asks first; the frame then asks for the password, and the page stays where it is.
const noticed = (error: Error) => {
  if (error instanceof ApiFailure && error.status === 401) void client.invalidateQueries({ queryKey: ['me'] })
}
const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== 'me' && noticed(error) }),
  mutationCache: new MutationCache({ onError: noticed }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only what may pass is asked again.
      retry: (count, error) =>
        count < 2 && (!(error instanceof ApiFailure) || error.status === 0 || error.status >= 500),
    },
  },
})

// A patient who answers a reminder signs in nowhere and sees none of the rooms.
const AnswerPage = lazy(async () => ({ default: (await import('./cycle/session/AnswerPage.tsx')).AnswerPage }))
// Nor has somebody a password who comes by a link that opens once; what it carries stands after the #.
const WelcomePage = lazy(async () => ({ default: (await import('./cycle/practice/WelcomePage.tsx')).WelcomePage }))
const link = location.pathname === '/welcome' ? location.hash.slice(1) : null
// It is read once: the address bar, the history and a bookmark keep none of it.
if (link !== null) {
  history.replaceState(null, '', '/welcome')
  addEventListener('hashchange', () => location.reload())
}
const token = location.pathname === '/visit' ? (new URLSearchParams(location.search).get('token') ?? '') : null

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <MantineProvider theme={theme} cssVariablesResolver={tokens} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <QueryClientProvider client={client}>
        {token === null && link === null ? (
          <RouterProvider router={router} />
        ) : (
          <Suspense>{link === null ? <AnswerPage token={token ?? ''} /> : <WelcomePage token={link} />}</Suspense>
        )}
      </QueryClientProvider>
    </MantineProvider>,
  )

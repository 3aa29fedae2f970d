import { hc } from 'hono/client'
import { expect, expectTypeOf, test } from 'vitest'
import type { Api } from './api.ts'

// The web knows the server by its types alone; this holds the two together where a compiler sees both.

const client = hc<Api>('http://localhost/api')

test('the typed client knows a route, what it takes and what it gives', async () => {
  expect(client.me.$url().pathname).toBe('/api/me')
  type Me = Extract<Awaited<ReturnType<Awaited<ReturnType<typeof client.me.$get>>['json']>>, { isDemo: boolean }>
  expectTypeOf<Me['person']['email']>().toEqualTypeOf<string>()
  type SignIn = Parameters<(typeof client.auth)['sign-in']['email']['$post']>[0]
  expectTypeOf<SignIn>().toEqualTypeOf<{ json: { email: string; password: string } }>()
})

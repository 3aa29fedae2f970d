import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Access, Demand, declaredRoutes } from './http.ts'

// For strangers. It is written from what each route demands, so a route cannot be missing from it.

type Declared = ReturnType<typeof declaredRoutes>

const problems = z.object({
  kind: z.string(),
  type: z.string(),
  status: z.number(),
  requestId: z.string(),
  message: z.string().optional(),
})

const problemContent = { 'application/problem+json': { schema: problems } }

const refusals = (access: Access, demand: Demand) => ({
  ...(access === 'anyone' ? {} : { 401: { description: 'Nobody is signed in', content: problemContent } }),
  ...(access === 'anyone' || access === 'signed-in'
    ? {}
    : { 403: { description: 'Not allowed to this person', content: problemContent } }),
  404: { description: 'No such record in this practice', content: problemContent },
  409: { description: 'Refused: the record is in another state', content: problemContent },
  ...(demand.json || demand.query
    ? { 422: { description: 'The request is not as expected', content: problemContent } }
    : {}),
})

/** `/api/claims/:id` as `/api/claims/{id}`. */
const templated = (path: string) => path.replace(/:([A-Za-z]+)(\{[^}]*\})?/g, '{$1}')

const paramsOf = (path: string) => [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name ?? '')

export function openApiDocument(routes: Declared): object {
  const app = new OpenAPIHono()
  for (const { method, path, access, demand } of routes) {
    const params = demand.param ?? z.object(Object.fromEntries(paramsOf(path).map((name) => [name, z.string()])))
    const headers = demand.idempotent ? { headers: z.object({ 'idempotency-key': z.string() }) } : {}
    app.openAPIRegistry.registerPath({
      method: method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete',
      path: templated(path),
      summary: demand.summary ?? `${method} ${path}`,
      description: `Permission: ${access}`,
      tags: [path.split('/')[2] ?? 'api'],
      security: access === 'anyone' ? [] : [{ session: [] }],
      request: {
        ...(paramsOf(path).length > 0 ? { params: params as z.ZodObject } : {}),
        ...(demand.query ? { query: demand.query as z.ZodObject } : {}),
        ...(demand.json ? { body: { required: true, content: { 'application/json': { schema: demand.json } } } } : {}),
        ...headers,
      },
      responses: {
        200: { description: 'Done', content: { 'application/json': { schema: demand.returns ?? z.unknown() } } },
        ...refusals(access, demand),
      },
    })
  }
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'ballast.session_token',
  })
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Ballast',
      version: '0.1.0',
      description:
        'Money is integer cents in fields named ...Cents; days are YYYY-MM-DD. Unsafe requests send x-ballast: 1.',
    },
  })
}

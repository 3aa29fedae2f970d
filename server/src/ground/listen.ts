import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { RoomEnv } from './http.ts'

type Listening = { readonly port: number; readonly close: () => Promise<void> }

const portsTried = 20

/** Listens on the port, or on the next free one. */
export async function listen(app: Hono<RoomEnv>, { host, port }: { host: string; port: number }): Promise<Listening> {
  for (let offset = 0; ; offset += 1) {
    const server = createAdaptorServer({ fetch: app.fetch })
    const wanted = port === 0 ? 0 : port + offset
    const taken = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' && offset < portsTried ? resolve(true) : reject(error),
      )
      server.listen(wanted, host, () => resolve(false))
    })
    if (taken) continue
    return {
      port: (server.address() as AddressInfo).port,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve())
          if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 1500).unref()
        }),
    }
  }
}

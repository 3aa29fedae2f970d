import { type Server, startEmbedded } from './database.ts'
import { environment } from './environment.ts'
import type { Machine } from './ground.ts'
import type { Handlers } from './jobs.ts'
import { lockFolder } from './lock.ts'
import { openMachine } from './machine.ts'

export const databaseName = (): string =>
  environment.databaseUrl ? new URL(environment.databaseUrl).pathname.slice(1) || 'ballast' : 'ballast'

/** The server that DATABASE_URL names, or the embedded one of the folder. */
export async function databaseServer(folder: string): Promise<Server> {
  if (!environment.databaseUrl) return startEmbedded(folder)
  const url = new URL(environment.databaseUrl)
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    owner: decodeURIComponent(url.username),
    ownerPassword: decodeURIComponent(url.password),
    stop: async () => undefined,
  }
}

/** Opens an installation for one errand, beside a running server or alone, and leaves it as it was. */
export async function withInstallation<T>(
  folder: string,
  handlers: readonly Handlers[],
  work: (machine: Machine, server: Server) => Promise<T>,
): Promise<T> {
  const lock = await lockFolder(folder)
  const server = await databaseServer(folder)
  try {
    const machine = await openMachine({ folder, server, database: databaseName(), handlers })
    try {
      return await work(machine, server)
    } finally {
      await machine.close()
    }
  } finally {
    // The database of a running server is its own to stop.
    if ('release' in lock) {
      await server.stop()
      await lock.release()
    }
  }
}

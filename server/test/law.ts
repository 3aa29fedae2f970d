import { posix } from 'node:path'

// Imports flow downstream, so that a room can be understood from itself and what came before it. News flows through jobs.

/** The rooms in the order of the cycle: a later one may know an earlier one, never the other way. */
// biome-ignore format: a table
export const rooms = [
  'worklist', 'practice', 'intake', 'eligibility', 'authorization', 'coding', 'session',
  'note', 'claim', 'remittance', 'denial', 'review', 'receivable', 'insight', 'governance', 'wellbeing',
] as const

type Part = 'types' | 'tables' | 'rules' | 'store' | 'actions' | 'routes' | 'jobs'
type May = {
  readonly here: readonly Part[]
  readonly upstream: readonly Part[]
  readonly ground: boolean
  readonly packages: readonly string[]
}

// A part that has become a folder is still one part: its files may know each other. Tables may read a file, since the large
// imported lists are TSV beside them.
// biome-ignore format: a table
const mayImport: Readonly<Record<Part, May>> = {
  types:   { here: [],                                    upstream: ['types'],                     ground: false, packages: ['@ballast/kernel', 'zod'] },
  tables:  { here: ['types'],                             upstream: ['types'],                     ground: false, packages: ['@ballast/kernel', 'node:fs', 'node:path'] },
  rules:   { here: ['types', 'tables', 'rules'],          upstream: ['types', 'tables', 'rules'],  ground: false, packages: ['@ballast/kernel', '@ballast/x12'] },
  store:   { here: ['types'],                             upstream: ['types'],                     ground: true,  packages: ['@ballast/kernel', 'kysely'] },
  actions: { here: ['types', 'tables', 'rules', 'store'], upstream: ['types', 'rules', 'actions'], ground: true,  packages: ['@ballast/kernel', '@ballast/x12'] },
  routes:  { here: ['types', 'actions', 'store'],         upstream: ['types'],                     ground: true,  packages: ['@ballast/kernel', 'hono', 'zod'] },
  jobs:    { here: ['types', 'actions'],                  upstream: ['types'],                     ground: true,  packages: ['@ballast/kernel'] },
}

const isPart = (name: string): name is Part => Object.hasOwn(mayImport, name)
const partOf = (path: string): string => (path.split('/')[2] ?? '').replace(/\.ts$/, '')
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Why a file of server/src (`cycle/claim/store.ts`) may not import this; null when it may. */
export function objection(file: string, specifier: string): string | null {
  const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : null
  if (file.startsWith('ground/'))
    return target?.startsWith('cycle/') ? 'Ground knows no room: let the room hand itself in' : null
  if (!file.startsWith('cycle/') || file.split('/').length < 3) return null
  const room = file.split('/')[1] ?? ''
  const part = partOf(file)
  if (!isPart(part)) return `A room has ${Object.keys(mayImport).join(', ')}: put this in one of them`
  const may = mayImport[part]
  const roomy = part[0]?.toUpperCase() + part.slice(1)
  if (target === null) {
    if (may.packages.includes(packageOf(specifier))) return null
    return may.ground ? `${part} may not import ${specifier}` : `${roomy} are pure: ${specifier} is not for them`
  }
  if (target.startsWith('ground/')) return may.ground ? null : `${roomy} are pure: ground is not for them`
  if (target === 'cycle/citations.ts') return null
  if (!target.startsWith('cycle/')) return `${part} may not import ${target}: the mains wire, nobody imports them`
  const otherRoom = target.split('/')[1] ?? ''
  const otherPart = partOf(target) as Part
  if (otherRoom === room)
    return otherPart === part || may.here.includes(otherPart) ? null : `${part} may not import ${otherPart}`
  const [mine, theirs] = [rooms.indexOf(room as never), rooms.indexOf(otherRoom as never)]
  if (mine < theirs) return `${room} comes before ${otherRoom}: send news by a job`
  if (may.upstream.includes(otherPart)) return null
  return `${otherRoom}'s ${otherPart} is private to it: ${part} may read ${may.upstream.join(', ')} of an earlier room`
}

/** What a file imports, types included. */
export const importsOf = (source: string): string[] =>
  [
    ...source.matchAll(/^(?:import|export)\b[^'"]*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'|^import\s+'([^']+)'/gm),
  ].map((found) => found[1] ?? found[2] ?? found[3] ?? '')

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { type Look, type Visit, visit } from './visit.ts'

// Every page, as it is opened by somebody who may see it: no complaint in the console, no request that fails, nothing that a
// reader of the screen or a person with weak eyes would stumble over.

const routes = [
  '/',
  '/claims',
  '/claims?status=held',
  '/claims?search=nobody+at+all',
  '/remittances',
  '/remittances/waiting',
  '/claims/files',
  '/denials',
  '/receivable',
  '/receivable?bucket=0',
  '/measures',
  '/leakage',
  '/import',
  '/audit',
  '/teams',
  '/settings',
  '/settings/payers',
  '/settings/charges',
  '/settings/clinicians',
  '/settings/people',
  '/settings/history',
  '/work',
  '/eligibility',
  '/eligibility/sweeps',
  '/checklist',
  '/origins',
  '/authorizations',
  '/authorizations/requests',
  '/authorizations/answers',
  '/authorizations/continuity',
  '/renewals',
  '/today',
  '/schedule',
  '/missed',
  '/duplicates',
  '/credentialing',
  '/edits',
  '/review',
  '/who-does-what',
  '/my-month',
  '/notes',
  '/note-templates',
  '/nowhere',
]

// Both themes and both widths, once each; once by address and once by link.
const looks: readonly (Look & { readonly by: 'go' | 'follow' })[] = [
  { width: 1440, scheme: 'light', by: 'go' },
  { width: 390, scheme: 'dark', by: 'follow' },
]

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds serious or critical, as one line each. */
async function barriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    }),
  )
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`))
}

/** Whether the page as a whole scrolls sideways; only a table may, inside itself. */
const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)

async function look(visitor: Visit, route: string, isClose: boolean, by: 'go' | 'follow' = 'go') {
  const { page, complaints } = visitor
  complaints.length = 0
  await visitor[by](route)
  const found = {
    complaints: [...complaints],
    barriers: isClose ? await barriers(page) : [],
    scrollsSideways: await scrollsSideways(page),
  }
  expect.soft({ route, ...found }).toEqual({ route, complaints: [], barriers: [], scrollsSideways: false })
}

test.each(looks)(
  'every page is sound at $width pixels in $scheme',
  async (how) => {
    const visitor = await visit('owner', how)
    expect(visitor.complaints).toEqual([])
    for (const route of routes) await look(visitor, route, true, how.by)
    // A patient's own pages, by somebody who comes today.
    const patientId = await visitor.page.evaluate(async () => {
      const answer = await fetch('/api/sessions/today')
      return ((await answer.json()) as { visits: { patientId: string }[] }).visits[0]?.patientId ?? ''
    })
    const own = [
      `/patients/${patientId}`,
      `/patients/${patientId}/statement`,
      `/patients/${patientId}/superbill`,
      `/authorizations/patients/${patientId}`,
      `/checklist/${patientId}`,
    ]
    for (const page of own) await look(visitor, page, true, how.by)
    // What is open beside a list, too.
    for (const list of ['/claims', '/denials?state=all', '/remittances']) {
      await visitor.go(list)
      await visitor.page.keyboard.press('j')
      await visitor.page.keyboard.press('Enter')
      await visitor.page.waitForSelector('.split-detail')
      await look(visitor, new URL(visitor.page.url()).pathname + new URL(visitor.page.url()).search, true, how.by)
    }
    await visitor.leave()
  },
  480_000,
)

test.each(['front', 'clinician', 'liaison'])('%s is shown only rooms that open', async (person) => {
  const visitor = await visit(person, { width: 1440, scheme: 'light' })
  const rooms = await visitor.page
    .locator('.rail-link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(rooms.length).toBeGreaterThan(0)
  for (const room of rooms) await look(visitor, room, false)
  await visitor.leave()
})

test('the first page needs at most 250 kB of script, and none of it is made for developers', async () => {
  const { folder } = inject('web')
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const names = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, name]) => name ?? '')
  const scripts = await Promise.all(names.map((name) => readFile(join(folder, name))))
  const zipped = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0)
  expect(names.length).toBeGreaterThan(0)
  expect(zipped).toBeLessThanOrEqual(250_000)
  expect(scripts.some((script) => script.includes('Download the React DevTools'))).toBe(false)
})

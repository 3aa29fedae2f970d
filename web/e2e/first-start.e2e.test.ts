import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openBrowser } from './visit.ts'

// Somebody starts Ballast for their own practice, opens the link it prints, and is in.

const cli = join(import.meta.dirname, '../../server/src/cli.ts')
const folder = await mkdtemp(join(tmpdir(), 'ballast-first-'))
const started = spawn(process.execPath, [cli, 'start', '--folder', folder, '--port', '18140'], {
  env: { ...process.env, CI: 'true' },
})
let said = ''
for (const stream of [started.stdout, started.stderr])
  stream.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
const ended = new Promise((resolve) => started.once('exit', resolve))
const browser = await openBrowser()

afterAll(async () => {
  await browser.close()
  started.kill('SIGINT')
  await ended
  await rm(folder, { recursive: true, force: true })
})

async function printedLink(): Promise<string> {
  for (;;) {
    const link = /http:\/\/localhost:\d+\/welcome#[A-Za-z0-9_-]{43}/.exec(said)?.[0]
    if (link) return link.replace('localhost', '127.0.0.1')
    if (started.exitCode !== null) throw new Error(`start ended: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('the printed link sets the practice up, brings its owner in, and opens once', async () => {
  const link = await printedLink()
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(link)
  const fill = async (fields: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value)
  }
  await fill({
    'practice.name': 'Tidewater Counseling',
    'practice.npi': '1234567894',
    'practice.taxId': '99-0000017',
    'practice.taxonomy': '261QM0801X',
    'practice.address': '12 Quay Street',
    'practice.city': 'Ellery Point',
    'practice.state': 'VA',
    'practice.zip': '23901-0012',
    'practice.phone': '(804) 555-0100',
    'owner.name': 'Ora Linden',
    'owner.email': 'ora@tidewater.test',
    'owner.password': 'seven gulls above the quay',
  })
  await page.getByRole('button', { name: 'Open the practice' }).click()
  // A slip in the NPI is said beside it, and the cursor stands there.
  await page.getByText('The last digit of an NPI checks the others').waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('practice.npi')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await fill({ 'practice.npi': '1234567893' })
  await page.keyboard.press('Enter')
  await page.waitForSelector('#main')
  expect(await page.textContent('header')).toContain('Tidewater Counseling')
  // What comes next stands on the home page, and leads there.
  await page.getByRole('link', { name: 'Add your payers' }).click()
  await page.getByRole('heading', { name: 'Payers', level: 1 }).waitFor()

  await page.goto('about:blank')
  await page.goto(link)
  await page.getByText('This link has been used').waitFor()
})

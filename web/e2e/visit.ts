import { mkdir } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { inject } from 'vitest'

export type Look = { readonly width: number; readonly scheme: 'light' | 'dark' }

export type Visit = {
  readonly page: Page
  /** Everything the browser complained of: console errors, exceptions, requests that failed. */
  readonly complaints: string[]
  /** Goes to an address and waits until nothing is being fetched. */
  readonly go: (path: string) => Promise<void>
  /** Goes there as a link of the page does, without loading the app anew. */
  readonly follow: (path: string) => Promise<void>
  readonly settle: () => Promise<void>
  readonly leave: () => Promise<void>
}

/** A browser, unpacked where no other user of this machine has one: theirs would not start for us. */
export async function openBrowser(): Promise<Browser> {
  const ours = `ballast-browser-${userInfo().uid}`
  if (!tmpdir().endsWith(ours)) process.env.TMPDIR = join(tmpdir(), ours)
  await mkdir(tmpdir(), { recursive: true })
  return playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
}

/** A person at a browser of their own, signed in. (The Chromium at hand lives in one process: one context each.) */
export async function visit(person: string, look: Look): Promise<Visit> {
  const { address, password } = inject('web')
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width > 800 ? 900 : 844 },
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  let asked = 0
  page.on('request', () => (asked += 1))
  page.on('requestfinished', () => (asked -= 1))
  page.on('requestfailed', () => (asked -= 1))
  /** Until nothing is being fetched or shown as being fetched. */
  const settle = async () => {
    for (let quiet = 0; quiet < 3; ) {
      await page.waitForTimeout(50)
      const isBusy = asked > 0 || (await page.locator('[aria-busy=true]').count()) > 0
      quiet = isBusy ? 0 : quiet + 1
    }
  }
  const go = async (path: string) => {
    await page.goto(address + path)
    await settle()
  }
  const follow = async (path: string) => {
    await page.evaluate((to) => history.pushState({}, '', to), path)
    await settle()
  }
  await go('/')
  await page.fill('input[name=email]', `${person}@demo.test`)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#main')
  await settle()
  return { page, complaints, go, follow, settle, leave: () => browser.close() }
}

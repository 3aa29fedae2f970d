import { expect, test } from 'vitest'
import { visit } from './visit.ts'

// The front desk's morning without a mouse: who is here, what is signed, what is paid, who opens.

test('the front desk checks in, has a paper signed, collects and opens a patient by keyboard alone', async () => {
  const { page, complaints, settle, leave } = await visit('front', { width: 1440, scheme: 'light' })
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    await settle()
  }
  await press('g', 'o')
  await page.waitForSelector('[data-line]')
  await settle()
  const line = () => page.locator('[data-line][data-current=true]')
  const first = await line().innerText()
  // What the desk holds of the first visit of the day.
  const paidCents = () =>
    page.evaluate(async () => {
      const ask = async (path: string) => (await fetch(`/api${path}`)).json()
      const { visits } = (await ask('/sessions/today')) as { visits: { id: string; patientId: string }[] }
      const [visit] = visits
      const desk = await ask(`/receivable/desk?patients=${visit?.patientId}&sessions=${visit?.id}`)
      const { paid } = desk as { paid: { sessionId: string; paidCents: number }[] }
      return paid.find(({ sessionId }) => sessionId === visit?.id)?.paidCents ?? 0
    })
  const before = await paidCents()
  await press('j')
  expect(await line().innerText()).not.toBe(first)
  await press('k')
  expect(await line().innerText()).toBe(first)

  await press('a')
  expect(await line().innerText()).toContain('Checked in')

  await press('s')
  await page.waitForSelector('[role=dialog]')
  await press('Enter')
  await page.waitForSelector('[role=dialog]', { state: 'detached' })

  await press('c')
  await page.waitForSelector('[role=dialog]')
  await press('Control+A')
  await page.keyboard.type('12.50')
  await press('Enter')
  await page.waitForSelector('[role=dialog]', { state: 'detached' })
  await settle()
  expect(await paidCents()).toBe(before + 1250)

  await press('p')
  await page.waitForSelector('section[aria-label="Who answers for the bill"]')
  expect(new URL(page.url()).pathname).toMatch(/^\/patients\//)
  expect(complaints).toEqual([])
  await leave()
})

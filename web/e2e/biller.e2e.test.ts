import { expect, test } from 'vitest'
import { visit } from './visit.ts'

// A biller's morning, with no hand on the mouse: in, the queues, a held claim released with its reason, a payment, a denial,
// the aging. The focus is never lost, and Esc always comes back to the row it left.

test('a senior biller works a morning by keyboard alone', async () => {
  const { page, complaints, settle, leave } = await visit('senior', { width: 1440, scheme: 'light' })
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    await settle()
  }
  const title = () => page.locator('h1').innerText()
  const focusedRow = () => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? null)
  const opened = () => new URL(page.url()).searchParams.get('open')

  expect(await title()).toBe('What needs you now')
  expect(await page.locator('.queues tbody tr').count()).toBeGreaterThan(0)

  // To the held claims by the command palette, as somebody would who does not know where they are.
  await press('Control+k')
  await page.keyboard.type('held by an edit')
  await page.waitForTimeout(300)
  await press('Enter')
  expect(await title()).toBe('Claims')
  expect(new URL(page.url()).searchParams.get('status')).toBe('held')

  // The first held claim that a person may weigh is released, and what was said is on its timeline.
  const rows = await page.locator('tbody tr[data-row]').count()
  expect(rows).toBeGreaterThan(0)
  await press('j', 'Enter')
  const first = await focusedRow()
  expect(opened()).toBe(first)
  await press('j')
  expect(opened()).toBe(await focusedRow())
  await press('k')
  expect(opened()).toBe(first)
  await press('r')
  await page.waitForSelector('[role=dialog] textarea')
  await page.keyboard.type('The card on file shows this id')
  await press('Tab', 'Tab', 'Enter')
  const said = page.locator('[role=dialog] [role=alert]')
  if ((await said.count()) > 0) {
    // What may not be weighed says so, and nothing is lost of what was typed.
    expect(await said.innerText()).toMatch(/put right|released/)
    expect(await page.locator('[role=dialog] textarea').inputValue()).toContain('The card on file')
    await press('Escape')
  } else await page.waitForSelector('text=Released: The card on file shows this id')
  await press('Escape')
  expect(opened()).toBeNull()

  // Payments, denials and what is owed, each by two letters.
  await press('g', 'p')
  expect(await title()).toBe('Payments from payers')
  await press('j', 'Enter')
  await page.waitForSelector('text=It adds up')
  const payment = opened()
  await press('Escape')
  await page.waitForTimeout(100)
  expect(await focusedRow()).toBe(payment)

  await press('g', 'd')
  expect(await title()).toBe('Denials by root cause')

  await press('g', 'r')
  expect(await title()).toBe('Who owes, and for how long')
  await page.waitForSelector('text=All three ways of counting age come to the same')
  await press('j', 'Enter')
  await page.waitForSelector('.split-detail tbody tr[data-row]')

  await press('?')
  await page.waitForSelector('[role=dialog] >> text=Next and previous row')
  // A refusal that was answered on the page is no complaint.
  expect(complaints.filter((text) => !text.startsWith('409') && !text.includes('409'))).toEqual([])
  await leave()
})

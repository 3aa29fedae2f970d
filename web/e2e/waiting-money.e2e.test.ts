import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { eraFile } from '../../server/test/planted.ts'
import { visit } from './visit.ts'

// A payment for a claim whose number lost its end, by keyboard alone: found in the queue, matched by two keys, undone on its
// payment, matched again. And one that is nobody's, set aside.

test('a biller matches money that waits, undoes it, and sets a stranger’s aside, by keyboard', async () => {
  const { page, complaints, go, settle, leave } = await visit('biller', { width: 1440, scheme: 'light' })
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    await settle()
  }
  const ask = <T>(path: string, init: Record<string, unknown> = {}): Promise<T> =>
    page.evaluate(async ([to, how]) => (await fetch(`/api${to}`, how as RequestInit)).json(), [path, init] as const)
  const waiting = async () => (await ask<{ total: number }>('/remittances/exceptions?search=KEYS1')).total
  const { claims } = await ask<{ claims: { controlNumber: string; id: string }[] }>('/claims?status=accepted&limit=1')
  const [claim] = claims
  expect(claim).toBeDefined()
  const file = eraFile(77, [
    {
      trace: 'KEYS1',
      on: date('2026-03-02'),
      claims: [
        { number: (claim?.controlNumber ?? '').slice(0, -1), charge: 15_000, paid: 9_000, lastName: 'NOBODY' },
        { number: 'STRANGER', charge: 9_000, paid: 4_000, lastName: 'NOBODY' },
      ],
    },
  ])
  await page.evaluate(async (text) => {
    const form = new FormData()
    form.append('files', new File([text], 'keys.835'))
    const headers = { 'x-ballast': '1', 'idempotency-key': crypto.randomUUID() }
    return (await fetch('/api/import', { method: 'POST', headers, body: form })).text()
  }, new TextDecoder().decode(file))
  // The day's work takes the file in.
  await ask('/demo/next-day', { method: 'POST', headers: { 'x-ballast': '1' } })
  expect(await waiting()).toBe(2)

  await go('/remittances/waiting?search=KEYS1')
  expect(await page.locator('h1').innerText()).toBe('Money that waits')
  await press('j', 'Enter')
  await page.waitForSelector('text=nearly our number')
  expect(await page.locator('.segments mark').first().innerText()).toContain('CLP*')
  await press('m')
  await page.waitForSelector('[role=dialog] >> text=Which claim is it for?')
  await settle()
  await press('Enter')
  await page.waitForSelector(`text=Matched to ${claim?.controlNumber}`)
  expect(await waiting()).toBe(1)

  // The next one is open already: nobody's.
  await press('w')
  await page.waitForSelector('[role=dialog] textarea')
  await page.keyboard.type('Another practice’s patient')
  await press('Tab', 'Tab', 'Enter')
  await page.waitForSelector('text=Set aside.')
  expect(await waiting()).toBe(0)
  await page.waitForSelector('text=No money looks like this.')

  // What was decided stands on the payment, with the way back.
  await go('/remittances?search=KEYS1')
  await press('j', 'Enter')
  await page.waitForSelector(`text=Matched to ${claim?.controlNumber}`)
  await page.getByRole('button', { name: 'Undo' }).first().focus()
  await press('Enter')
  await page.waitForSelector('[role=dialog] textarea')
  await page.keyboard.type('Looked again')
  await press('Tab', 'Enter')
  await page.waitForSelector('text=Undone: it waits again.')
  expect(await waiting()).toBe(1)
  expect(complaints).toEqual([])
  await leave()
})

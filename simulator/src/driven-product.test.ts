import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { carelessBiller } from './careless-biller.ts'
import { drivenProduct } from './driven-product.ts'
import { printArm, printChange } from './print-arms.ts'
import { simulateYear } from './simulate-year.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from './world/default-world.ts'
import type { WorldConfig } from './year/types.ts'

const config: WorldConfig = {
  practice: defaultPractice(),
  payers: defaultPayers(),
  mistakes: defaultMistakes(),
  months: 1,
  clinicians: 2,
}
const script = fileURLToPath(new URL('./careless-process.ts', import.meta.url))

test('a product in a process of its own lives the same year as one in ours', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-driven-'))
  const product = drivenProduct(`"${process.execPath}" "${script}" "${config.practice.name}"`, folder, 'off', {
    staff: config.mistakes.staff,
    practice: config.practice,
    seed: 9,
  })
  try {
    const apart = await simulateYear(9, config, product)
    const here = await simulateYear(9, config, carelessBiller(config.practice.name))
    expect(apart.arm).toEqual(here.arm)
    expect(apart.answers).toEqual(here.answers)
    expect(apart.arm.claims).toBeGreaterThan(100)
  } finally {
    await product.end()
    await rm(folder, { recursive: true, force: true })
  }
}, 60_000)

test('a product that dies says where', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-driven-'))
  const product = drivenProduct('exit 3', folder, 'on', {
    staff: config.mistakes.staff,
    practice: config.practice,
    seed: 9,
  })
  await expect(simulateYear(9, config, product)).rejects.toThrow('begin')
  await product.end()
  await rm(folder, { recursive: true, force: true })
})

test('without mistakes and without habits nothing is denied', async () => {
  const calm: WorldConfig = {
    ...config,
    payers: config.payers.map((payer) => ({
      ...payer,
      hidden: { ...payer.hidden, changes: [], reviewsMinutesShare: 0, takebackShare: 0, underpaysShare: 0 },
    })),
    mistakes: { ...config.mistakes, mistakes: [] },
  }
  const { arm } = await simulateYear(9, calm, carelessBiller(config.practice.name))
  expect(printArm(arm)).toMatchObject({
    denied: 0,
    firstPassClean: 1,
    heldInError: 0,
    authorizationContinuity: 1,
    ledgerDifference: null,
  })
  expect(printChange(arm, arm)).toMatchObject({ preventableDeniedReduction: 0, leakagePerMonth: '0.00' })
}, 60_000)

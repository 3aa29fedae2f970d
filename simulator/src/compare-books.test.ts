import { cents, zero } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { carelessBiller } from './careless-biller.ts'
import { type Books, compareBooks } from './compare-books.ts'
import { simulateYear } from './simulate-year.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from './world/default-world.ts'

const config = {
  practice: defaultPractice(),
  payers: defaultPayers(),
  mistakes: defaultMistakes(),
  months: 1,
  clinicians: 2,
}

test('books that agree everywhere differ by nothing, and each cent off is found where it is', async () => {
  const { answers } = await simulateYear(4, config, carelessBiller(config.practice.name))
  const { totals, claims, patients, payers } = answers
  const sumOf = (pick: (payer: (typeof payers)[number]) => number) =>
    cents(payers.reduce((all, payer) => all + pick(payer), 0))
  const cash = cents(sumOf(({ payments }) => payments) + totals.patientPaid)
  const interest = sumOf((payer) => payer.interest)
  const carried = sumOf(({ carriedOver }) => carriedOver)
  const books: Books = {
    accounts: {
      cash,
      contractual: totals.contractual,
      'other-income': cents(-interest),
      'payer-adjustment': carried,
      income: cents(-(cash + totals.contractual - interest + carried)),
    },
    claims: Object.fromEntries(claims.map((claim) => [claim.controlNumber, claim])),
    patients: Object.fromEntries(patients.map(({ id, paid }) => [id, paid])),
    payers: Object.fromEntries(payers.map((payer) => [payer.id, { ...payer, adjusted: payer.carriedOver }])),
  }
  expect(compareBooks(answers, books)).toMatchObject({
    differences: [],
    total: 0,
    compared: { claims: claims.length, payers: payers.length },
  })

  const [first, second] = claims.filter(({ paid }) => paid > 0)
  if (!first || !second) throw new Error('nothing was paid')
  const moved = compareBooks(answers, {
    ...books,
    claims: {
      ...books.claims,
      [first.controlNumber]: { ...first, paid: cents(first.paid + 1) },
      [second.controlNumber]: { ...second, paid: cents(second.paid - 1) },
    },
  })
  expect(moved.total).toBe(2)
  expect(moved.differences.map(({ of }) => of)).toEqual([
    `claim ${first.controlNumber} paid`,
    `claim ${second.controlNumber} paid`,
  ])

  const unknown = compareBooks(answers, {
    ...books,
    claims: { ...books.claims, NOBODY: { paid: cents(5), contractual: zero, patientResponsibility: zero } },
  })
  expect(unknown.differences.map(({ of }) => of)).toEqual(['claim NOBODY, which no payer knows'])
})

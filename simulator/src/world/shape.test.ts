import { expect, test } from 'vitest'
import { carelessBiller } from '../careless-biller.ts'
import { random } from '../random.ts'
import { simulateYear } from '../simulate-year.ts'
import { defaultPractice } from './default-world.ts'
import { mistakeFileSchema } from './mistake-file.ts'
import { payerFileSchema } from './payer-file.ts'
import { textOfShape } from './shape.ts'

test.each(['^[A-Z]{3}\\d{9}$', '^\\d{10}$', '^[1-9][A-Z][A-Z0-9]\\d[A-Z]{2}\\d{2}$', '^XYZ-\\d{3,7}$', '^W[0-9]+A?$'])(
  'ids of the shape %s can be drawn',
  (shape) => {
    for (let i = 0; i < 50; i++) expect(textOfShape(random(i, shape), shape)).toMatch(new RegExp(shape))
  },
)

test.each(['\\d{9}', '^(a|b)$', '^.*$', '^\\d{9}'])('the shape %s is refused', (shape) =>
  expect(textOfShape(random(1), shape)).toBeNull(),
)

const stranger = {
  payers: [
    {
      id: 'STRANGE1',
      published: {
        name: 'Stranger',
        kind: 'commercial',
        filingIndicator: 'CI',
        memberIdShape: '^S-\\d{7}$',
        params: {},
        feeBasisPoints: 9000,
      },
      hidden: {},
    },
  ],
}

test('a payer nobody tuned for is played like any other', async () => {
  const { payers } = payerFileSchema.parse(stranger)
  const mistakes = mistakeFileSchema.parse({ mistakes: [] })
  const config = { practice: defaultPractice(), payers, mistakes, months: 1, clinicians: 2 }
  const { arm, answers } = await simulateYear(3, config, carelessBiller(config.practice.name))
  expect(arm.claims).toBeGreaterThan(100)
  expect(answers.claims.filter(({ state, paid }) => state !== 'decided' || paid <= 0)).toEqual([])
})

test('a payers file says where it is wrong', () => {
  const [payer] = stranger.payers
  const wrong = { payers: [{ ...payer, published: { ...payer?.published, memberIdShape: '.*', kind: 'hmo' } }] }
  const read = payerFileSchema.safeParse(wrong)
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'payers.0.published.kind',
    'payers.0.published.memberIdShape',
  ])
})

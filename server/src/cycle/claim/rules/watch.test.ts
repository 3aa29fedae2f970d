import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { lateOn } from './watch.ts'

// 2026-03-02 is a Monday, 2026-03-06 a Friday.
const monday = date('2026-03-02')
const friday = date('2026-03-06')
const heard = { isAcknowledged: true, silent: 3 }
const unheard = { isAcknowledged: false, silent: 3 }

test.each([
  ['no 999 a day after it left is not late yet', { ...unheard, sentOn: monday }, {}, '2026-03-03', null],
  ['no 999 on the second day is', { ...unheard, sentOn: monday }, {}, '2026-03-04', 'no-999'],
  [
    'a practice whose clearinghouse takes two days waits two',
    { ...unheard, sentOn: monday },
    { days_to_999: 2 },
    '2026-03-04',
    null,
  ],
  ['and no longer', { ...unheard, sentOn: monday }, { days_to_999: 2 }, '2026-03-05', 'no-999'],
  ['no 277CA two business days after is not late yet', { ...heard, sentOn: monday }, {}, '2026-03-04', null],
  ['no 277CA on the third is', { ...heard, sentOn: monday }, {}, '2026-03-05', 'no-277ca'],
  ['a weekend is no business day', { ...heard, sentOn: friday }, {}, '2026-03-10', null],
  ['the Wednesday after a Friday is the third', { ...heard, sentOn: friday }, {}, '2026-03-11', 'no-277ca'],
  ['a practice may wait longer', { ...heard, sentOn: monday }, { business_days_to_277ca: 3 }, '2026-03-05', null],
  ['what was answered is never late', { ...heard, silent: 0, sentOn: monday }, {}, '2026-04-30', null],
  [
    'what nobody said arrived is told as that, not as unanswered',
    { ...unheard, sentOn: monday },
    {},
    '2026-03-30',
    'no-999',
  ],
])('%s', (_, sent, params, today, late) => expect(lateOn(sent, params, date(today))).toBe(late))

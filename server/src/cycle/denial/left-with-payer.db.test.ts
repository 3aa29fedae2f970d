import { date } from '@ballast/kernel'
import { afterAll, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { eraFile, plantPractice } from '../../../test/planted.ts'
import { sendReady } from '../claim/actions/send.ts'
import { receiveFile } from '../remittance/actions/receive-file.ts'
import { denialList } from './actions.ts'

// What posting does not move stays the payer's until a person decides: so there is a person.

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)

test('a payer that says it paid its member leaves somebody a task, and its copay nobody', async () => {
  const ground = fresh.ground()
  await plantPractice(fresh, ground, 2)
  await sendReady(ground)
  await fresh.machine.jobs.drain()
  const { rows } = await fresh.ownerPool.query<{ number: string }>(
    'SELECT control_number AS number FROM app.claim WHERE practice_id = $1 ORDER BY patient_id',
    [fresh.practiceId],
  )
  const claims = ['100', '3'].map((reason, i) => ({
    number: rows[i]?.number ?? '',
    status: '1',
    charge: 15_000,
    paid: 0,
    group: 'PR',
    reason,
  }))
  await receiveFile(ground, '1.835', eraFile(1, [{ trace: 'T1', on: ground.today(), claims }]))
  await fresh.machine.jobs.drain()
  const { denials } = await denialList(ground, { sort: 'patient', descending: false, limit: 10, offset: 0 })
  expect(denials).toMatchObject([{ category: 'PATIENT_RESP', controlNumber: rows[0]?.number }])
  expect(denials).toHaveLength(1)
})

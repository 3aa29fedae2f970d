import { date } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type ChargeRecord, chargeFields, readCharge } from '../rules/import-charge.ts'
import { listCharges, setCharge } from '../store/settings.ts'
import type { Change } from '../types.ts'
import type { ImportKind, Saved } from './import.ts'

const ever = date('2000-01-01')

/** The practice's charges from a file; the same file again changes nothing. */
export const chargeImport = (ground: Ground): ImportKind<ChargeRecord> => ({
  kind: 'charges',
  fields: chargeFields,
  read: readCharge,
  save: async (tx, records) => {
    const saved: Saved[] = []
    const changes: Change[] = []
    for (const { code, cents, from: said } of records) {
      const known = (await listCharges(tx, ground.practiceId)).filter((row) => row.code === code)
      const from = said ?? (known.length === 0 ? ever : ground.today())
      const stands = known.find((row) => row.from <= from && (row.until === null || row.until >= from))
      saved.push(stands?.cents === cents ? 'same' : stands ? 'changed' : 'added')
      if (stands?.cents === cents) continue
      await setCharge(tx, ground.practiceId, code, cents, from)
      changes.push({ name: `${code} from ${from}`, was: stands?.cents ?? null, is: cents })
    }
    if (changes.length > 0)
      await audit(tx, ground, { action: 'practice.charge-set', subject: 'a file of charges', detail: { changes } })
    return saved
  },
})

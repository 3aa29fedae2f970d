import type { Edit } from '../../types.ts'

// Remarks N142 and MA130 say that nothing was processed: there is nothing to replace, so it goes as new.

export const deniedOriginal: Edit = {
  id: 'S097',
  slug: 'denied-original',
  title: 'Denied-original rule',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 16', 'RARC N142', 'RARC MA130'],
  cite: 'X12LIST',
  verified: 'V',
  needs: ['history.lastRemarks'],
  check({ claim, facts }) {
    const remark = facts.history?.lastRemarks?.find((each) => each === 'N142' || each === 'MA130')
    return remark !== undefined && claim.frequency === '7'
      ? [{ message: `${remark} on the last remittance means a new claim, not a replacement.`, at: 'frequency' }]
      : []
  },
}

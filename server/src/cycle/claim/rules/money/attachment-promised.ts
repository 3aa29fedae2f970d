import type { Edit } from '../../types.ts'

// A claim that promises a record waits for it, and is denied when none comes.

export const attachmentPromised: Edit = {
  id: 'S115',
  slug: 'attachment-promised',
  title: 'Attachment promise',
  severity: 'warn',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 163', 'CARC 164'],
  cite: 'X12LIST',
  verified: 'P',
  needs: [],
  check({ claim }) {
    return (claim.attachments ?? []).flatMap((attachment, i) =>
      attachment.isQueued === true
        ? []
        : [
            {
              message: `Attachment ${attachment.type} is promised and no document is queued.`,
              at: `attachments[${i}]`,
            },
          ],
    )
  },
}

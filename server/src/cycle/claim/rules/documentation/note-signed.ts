import type { Edit } from '../../types.ts'

// Until the note is signed and locked there is no service to bill (cite ARTICLE).

export const noteSigned: Edit = {
  id: 'S084',
  slug: 'note-signed',
  title: 'Note signed',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 112', 'CARC B12', 'CARC 252', 'RARC N706'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['note.signed'],
  check({ facts }) {
    return facts.note?.signed === false ? [{ message: 'The note is not signed.', at: 'facts.note.signed' }] : []
  },
}

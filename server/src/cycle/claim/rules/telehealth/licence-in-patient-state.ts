import type { Edit } from '../../types.ts'

// The session takes place where the patient is, so that is where the licence must hold.

export const licenceInPatientState: Edit = {
  id: 'S043',
  slug: 'licence-in-patient-state',
  title: 'Licence in patient state',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'scheduling',
  prevents: ['CARC B7', 'CARC 185'],
  cite: 'OWN',
  verified: 'U',
  needs: ['session.patientState', 'clinician.licenceStates'],
  check({ facts, params }) {
    const state = facts.session?.patientState
    const states = facts.clinician?.licenceStates
    if (
      !params.telehealth_requires_state_licence ||
      state === undefined ||
      states === undefined ||
      states.includes(state)
    )
      return []
    return [
      {
        message: `The patient was in ${state}; the clinician is licensed in ${states.join(', ') || 'no state on record'}.`,
        at: 'facts.session.patientState',
      },
    ]
  },
}

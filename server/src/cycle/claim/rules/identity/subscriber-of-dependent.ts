import type { Edit } from '../../types.ts'

// When the patient is not the subscriber, the policy is found by the subscriber alone.

export const subscriberOfDependent: Edit = {
  id: 'S003',
  slug: 'subscriber-of-dependent',
  title: 'Subscriber data for dependents',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'check_in',
  prevents: ['CARC 32', 'CARC 31', '277CA 29-34'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: [],
  check({ claim }) {
    if (claim.relationship === 'self') return []
    const parts: readonly (readonly [string, string | undefined])[] = [
      ['last name', claim.subscriber.lastName],
      ['first name', claim.subscriber.firstName],
      ['birth date', claim.subscriber.birthOn],
      ['member id', claim.subscriber.memberId],
    ]
    const missing = parts.filter(([, value]) => (value ?? '').trim() === '').map(([name]) => name)
    return missing.length === 0
      ? []
      : [{ message: `The subscriber's ${missing.join(', ')} is missing.`, at: 'subscriber' }]
  },
}

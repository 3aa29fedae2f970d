import { lookup } from '@ballast/kernel'
import { z } from 'zod'
import { procedures } from './cycle/coding/tables/procedures.ts'
import { meaningOf } from './cycle/denial/actions.ts'
import { found, room, secured } from './ground/http.ts'

// Every code a page shows can be asked for its meaning in our own plain words; the official texts are others' property.

export type Meaning = { code: string; label: string; cause: string | null; fix: string | null; note: string | null }

const plain = (code: string, label: string, note: string | null = null): Meaning => ({
  code,
  label,
  cause: null,
  fix: null,
  note,
})

// biome-ignore format: one row per line
const modifiers = lookup<string>({
  '95': 'By live video', '93': 'By live audio only', GT: 'By live video (older form)', FQ: 'By audio only (some Medicaid)', '25': 'A separate visit beside another service',
  '59': 'A distinct service', XE: 'A separate encounter', XP: 'By another clinician', XU: 'Does not overlap the usual parts', '76': 'Repeated by the same clinician', '52': 'Reduced service',
  AH: 'By a clinical psychologist', AJ: 'By a clinical social worker', HN: 'Bachelor level', HO: 'Master level', HP: 'Doctoral level', HQ: 'In a group', HR: 'Family, patient present', HS: 'Family, patient absent',
  HJ: 'Employee assistance program', HL: 'By an intern', SA: 'Nurse practitioner with a physician', KX: 'The payer\'s requirements are met',
})
// biome-ignore format: one row per line
const places = lookup<string>({
  '02': 'Telehealth, patient not at home', '10': 'Telehealth, patient at home', '11': 'Office', '12': 'Patient\'s home, in person', '03': 'School', '22': 'Hospital outpatient', '52': 'Partial hospitalization',
  '53': 'Community mental health center', '57': 'Substance use facility, not residential', '99': 'Other place',
})

function meaning(type: string, code: string): Meaning | null {
  switch (type) {
    case 'carc':
      return meaningOf('CARC', code)
    case 'rarc':
      return meaningOf('RARC', code)
    case 'procedure': {
      const row = procedures.find((one) => one.code === code)
      return row ? plain(code, row.label, row.verified === 'V' ? null : 'Default, unverified: confirm.') : null
    }
    case 'modifier':
      return modifiers[code] ? plain(code, modifiers[code]) : null
    case 'place':
      return places[code] ? plain(code, places[code]) : null
    default:
      return null
  }
}

const one = z.object({
  type: z.enum(['carc', 'rarc', 'procedure', 'modifier', 'place']),
  code: z.string().min(1).max(10),
})

export const codeRoutes = room().get(
  '/:type/:code',
  secured('code.read', { param: one, summary: 'What a code means, in our own words' }),
  (c) => {
    const { type, code } = c.req.valid('param')
    return found(c, meaning(type, code))
  },
)

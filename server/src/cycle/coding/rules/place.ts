import type { Finding } from '@ballast/kernel'
import type { CodeInput } from '../types.ts'
import { origin, telehealthFor } from './params.ts'

// The place of service is where the patient was. In person it is the practice's place; at a distance each payer has its
// own two numbers, for the patient's home and for anywhere else.

export type Place = { readonly code: string; readonly why: string; readonly findings: readonly Finding[] }

export function placeOfService(input: CodeInput): Place {
  const { modality, patientAt, practice } = input
  if (modality === 'in_person') {
    const own = practice?.placeOfService
    if (own) return { code: own, why: `In person at the practice's location: place ${own}`, findings: [] }
    if (patientAt === 'clinic') return { code: '11', why: 'In person at the clinic: place 11', findings: [] }
    if (patientAt === 'home') return { code: '12', why: "In person at the patient's home: place 12", findings: [] }
    const message =
      'In person away from clinic and home: 99 is the last resort; name the place if it has its own number.'
    const finding: Finding = { rule: 'coding.place', severity: 'warn', message, at: 'patientAt', cite: 'PYX12' }
    return { code: '99', why: 'In person elsewhere: place 99', findings: [finding] }
  }
  const { place } = telehealthFor({ ...input, modality })
  const where = patientAt === 'home' ? 'at home' : 'away from home'
  const why = `Patient ${where}, by ${modality}: place ${place.value} (${origin(place)})`
  if (place.verified !== 'U') return { code: place.value, why, findings: [] }
  const message = `Place ${place.value}: ${origin(place)}.`
  return {
    code: place.value,
    why,
    findings: [{ rule: 'coding.place', severity: 'info', message, at: 'patientAt', cite: place.cite }],
  }
}

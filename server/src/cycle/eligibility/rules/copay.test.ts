import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import type { Facts } from '../types/standing.ts'
import { copayOf } from './copay.ts'

const said = (value: number) => ({ value, from: 'payer' as const, by: 'Northwind', on: date('2026-03-01') })
const therapy = { service: 'individual_therapy', modality: 'in_person' }
const all: Facts = { 'copay.therapy': said(2_000), 'copay.psychiatry': said(4_000), 'copay.telehealth': said(1_000) }

// biome-ignore format: one row per line
test.each([
  { name: 'therapy at its own copay',                         facts: all,                             visit: therapy,                                                cents: 2_000 },
  { name: 'therapy by video at the telehealth copay',         facts: all,                             visit: { ...therapy, modality: 'video' },                      cents: 1_000 },
  { name: 'without one, video costs what therapy costs',      facts: { 'copay.therapy': said(2_000) }, visit: { ...therapy, modality: 'video' },                     cents: 2_000 },
  { name: 'a medication visit at its own copay',              facts: all,                             visit: { service: 'medication_management', modality: 'video' }, cents: 4_000 },
  { name: 'a plan that spoke of therapy only said nothing of it', facts: { 'copay.therapy': said(2_000) }, visit: { service: 'medication_management', modality: 'in_person' }, cents: null },
  { name: 'a copay of zero is a copay',                       facts: { 'copay.therapy': said(0) },    visit: therapy,                                                cents: 0 },
  { name: 'nothing said is not zero',                         facts: {},                              visit: therapy,                                                cents: null },
])('$name', ({ facts, visit, cents }) => expect(copayOf(facts, visit)?.cents ?? null).toBe(cents))

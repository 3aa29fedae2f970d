import { describe, expect, test } from 'vitest'
import { type Permission, permissions, permissionsFor, permissionsOf, type Role, roles } from './permissions.ts'

const everyone: readonly Role[] = roles
const billers: readonly Role[] = ['owner', 'manager', 'billing_company_admin', 'senior_biller', 'biller']
const incharge: readonly Role[] = ['owner', 'manager', 'billing_company_admin', 'senior_biller']
const liaisons: readonly Role[] = [...billers, 'clinical_liaison']
const desks: readonly Role[] = [...billers, 'front_desk']
const offices: readonly Role[] = [...liaisons, 'front_desk']

// biome-ignore format: a table
const mayBeDoneBy: Readonly<Record<Permission, readonly Role[]>> = {
  'practice.read':      offices,
  'practice.set':       ['owner', 'manager', 'billing_company_admin'],
  'people.manage':      ['owner', 'manager'],
  'import.run':         billers,
  'intake.read':        desks,
  'intake.work':        desks,
  'session.read':       everyone,
  'session.work':       ['owner', 'manager', 'billing_company_admin', 'front_desk'],
  'note.read':          [...liaisons, 'clinician'],
  'note.write':         ['owner', 'manager', 'billing_company_admin', 'clinician'],
  'authorization.read': offices,
  'authorization.work': liaisons,
  'authorization.answer': ['owner', 'manager', 'billing_company_admin', 'clinician'],
  'claim.read':         liaisons,
  'claim.work':         billers,
  'claim.release':      incharge,
  'review.read':        liaisons,
  'review.work':        [...incharge, 'clinical_liaison'],
  'remittance.read':    billers,
  'remittance.post':    billers,
  'denial.read':        liaisons,
  'denial.work':        liaisons,
  'payment.collect':    desks,
  'receivable.read':    billers,
  'receivable.work':    billers,
  'write-off.approve':  incharge,
  'worklist.read':      offices,
  'worklist.work':      offices,
  'insight.read':       billers,
  'audit.run':          billers,
  'governance.read':    incharge,
  'governance.work':    ['owner', 'manager', 'billing_company_admin'],
  'wellbeing.read':     ['owner', 'manager', 'billing_company_admin', 'clinician', 'clinical_liaison'],
  'code.read':          everyone,
  'day.step':           billers,
}

describe('who may do what', () => {
  test.each(permissions)('%s is for the roles of the table, and for no other', (permission) => {
    const held = roles.filter((role) => permissionsOf[role].includes(permission))
    expect([...held].sort()).toEqual([...mayBeDoneBy[permission]].sort())
  })

  test('two roles add up', () => {
    const both = permissionsFor(['front_desk', 'clinician'])
    expect(both.has('intake.work') && both.has('wellbeing.read')).toBe(true)
  })

  test.each([{ held: [] }, { held: ['janitor'] }, { held: ['constructor'] }])('$held may do nothing', ({ held }) => {
    expect(permissionsFor(held).size).toBe(0)
  })
})

import { type Account, add, type Cents, negate, type Transfer, zero } from '@ballast/kernel'
import { receive } from '../../src/cycle/receivable/rules.ts'
import { applyWaiting, post, postProviderAdjustment } from '../../src/cycle/remittance/rules/post.ts'
import type { RemittedClaim } from '../../src/cycle/remittance/types.ts'
import { type Bookkeeper, chargeOf, type Remitted, type Told } from './story.ts'

// Books of rules alone: no database, no files, only what each rule says moves.

type Claim = { visit: string; charge: Cents; balances: Map<Account, Cents>; denied: Cents }

/** A bookkeeper who knows the rules and nothing else. */
export function rulesBooks(): Bookkeeper {
  const claims = new Map<string, Claim>()
  const accounts = new Map<Account, Cents>()
  const claimOf = (name: string): Claim => {
    const claim = claims.get(name)
    if (!claim) throw new Error(`no claim is called ${name}`)
    return claim
  }
  const of = (claim: Claim, account: Account): Cents => claim.balances.get(account) ?? zero
  function move(claim: Claim | null, transfers: readonly Transfer[]): void {
    for (const { from, into, amount } of transfers)
      for (const [account, signed] of [
        [from, negate(amount)],
        [into, amount],
      ] as const) {
        accounts.set(account, add(accounts.get(account) ?? zero, signed))
        claim?.balances.set(account, add(claim.balances.get(account) ?? zero, signed))
      }
  }
  function charge(name: string, visit: string, amount: Cents): void {
    const claim: Claim = { visit, charge: amount, balances: new Map(), denied: zero }
    claims.set(name, claim)
    move(claim, [{ from: 'income', into: 'payer', amount, why: 'charge' }])
  }
  const takeBack = (claim: Claim) =>
    move(claim, [{ from: 'payer', into: 'income', amount: claim.charge, why: 'taken back' }])

  /** Money of the same visit that waits on an older claim, as the ledger's own moves have it. */
  function applyVisitMoney(claim: Claim): void {
    move(claim, applyWaiting(of(claim, 'patient'), negate(of(claim, 'unapplied'))))
    for (const other of claims.values()) {
      const waiting = negate(of(other, 'unapplied'))
      if (other === claim || other.visit !== claim.visit || waiting <= 0 || of(claim, 'patient') <= 0) continue
      move(other, [{ from: 'cash', into: 'unapplied', amount: waiting, why: 'moved' }])
      move(claim, receive(waiting, of(claim, 'patient')))
    }
  }

  function remit(one: Remitted): void {
    const claim = claimOf(one.claim)
    const posting = post(asRemitted(one))
    move(claim, posting.transfers)
    claim.denied = posting.outcome === 'reversed' ? zero : posting.denied
    applyVisitMoney(claim)
  }

  async function tell(step: Told): Promise<void> {
    if (step.does === 'charge') charge(step.claim, step.claim, step.amount)
    if (step.does === 'pay') {
      for (const one of step.payment.claims) remit(one)
      step.payment.plb.forEach(({ reason, amount }, i) => {
        move(null, postProviderAdjustment({ number: i + 1, reason, reference: null, amount }))
      })
    }
    if (step.does === 'receive') {
      const visit = claimOf(step.claim).visit
      const newest = [...claims.values()].findLast((claim) => claim.visit === visit) ?? claimOf(step.claim)
      const owed = of(newest, 'patient')
      move(newest, receive(step.amount, owed > 0 ? owed : zero))
    }
    if (step.does === 'void') takeBack(claimOf(step.claim))
    if (step.does === 'correct') {
      const old = claimOf(step.claim)
      takeBack(old)
      charge(step.as, old.visit, old.charge)
    }
    if (step.does === 'write-off') {
      const claim = claimOf(step.claim)
      move(claim, [{ from: step.owedBy, into: 'written-off', amount: of(claim, step.owedBy), why: step.reason }])
      claim.denied = zero
    }
  }

  return {
    tell,
    balances: async () => ({
      ...Object.fromEntries(accounts),
      ...Object.fromEntries([...claims].map(([name, { denied }]) => [`denied ${name}`, denied])),
    }),
  }
}

function asRemitted(one: Remitted): RemittedClaim {
  return {
    ordinal: 1,
    controlNumber: one.claim,
    payerClaimNumber: null,
    status: one.isReversal ? '22' : '1',
    patientName: '',
    serviceOn: null,
    charge: chargeOf(one),
    paid: one.paid,
    patientResponsibility: zero,
    adjustments: one.adjustments,
    remarks: [],
    lines: [],
    source: { from: 0, until: 0 },
  }
}

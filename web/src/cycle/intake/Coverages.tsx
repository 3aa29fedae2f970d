import { Button, Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Day } from '../../ground/Day.tsx'
import { moneyText } from '../../ground/Money.tsx'
import { Part } from '../../ground/Page.tsx'
import { Empty, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { type Coverage, dropTerm, type Patient, setPapers, setTerm, termWords } from './patients.ts'

/** Who promised to pay, in the order they do, and what was agreed about each beyond a plan. */
export function Coverages({ it, mayWork }: { it: Patient; mayWork: boolean }) {
  const [openId, setOpen] = useState<string | null>(null)
  return (
    <Part title="Coverage, in the order it pays">
      {it.coverages.length === 0 && <Empty>No coverage is on file: the patient pays.</Empty>}
      <ol className="plain-list">
        {it.coverages.map((coverage) => (
          <li key={coverage.id} className={coverage.stands ? '' : 'quiet'}>
            <Link to={`/eligibility/${coverage.id}`} style={{ color: 'var(--accent)' }}>
              <strong>{coverage.payer}</strong>
            </Link>
            , {coverage.memberId}, since <Day on={coverage.from} />
            {coverage.until && (
              <>
                {' '}
                until <Day on={coverage.until} />
                {coverage.visitsEndOn && ', the day of its last visit'}
              </>
            )}
            {coverage.relationship !== 'self' &&
              `; ${coverage.relationship} of ${coverage.subscriberFirstName} ${coverage.subscriberLastName}`}
            {coverage.referral && (
              <>
                ; referral {coverage.referral}
                {coverage.referralUntil && (
                  <>
                    {' '}
                    until <Day on={coverage.referralUntil} />
                  </>
                )}
              </>
            )}
            {coverage.isAssigned === false && '; not signed over: the plan pays the patient'}
            {coverage.terms.map((term) => (
              <Term key={term.id} term={term} mayWork={mayWork} />
            ))}
            {coverage.terms.some((term) => term.paysPatient && !term.courtesyClaim) && (
              <Link to={`/patients/${it.patient.id}/superbill`} style={{ color: 'var(--accent)' }}>
                Superbill
              </Link>
            )}
            {mayWork && (
              <Group gap="xs">
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => setOpen(openId === coverage.id ? null : coverage.id)}
                >
                  {openId === coverage.id ? 'Leave as it is' : 'Agreement for this coverage'}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => setOpen(openId === `papers ${coverage.id}` ? null : `papers ${coverage.id}`)}
                >
                  {openId === `papers ${coverage.id}` ? 'Leave as it is' : 'Referral and signature'}
                </Button>
              </Group>
            )}
            {openId === coverage.id && <Agree coverage={coverage} today={it.today} onDone={() => setOpen(null)} />}
            {openId === `papers ${coverage.id}` && <Papers coverage={coverage} onDone={() => setOpen(null)} />}
          </li>
        ))}
      </ol>
    </Part>
  )
}

function useKeep(onDone?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: async () => {
      await client.invalidateQueries()
      done('Kept.')
      onDone?.()
    },
  })
}

function Term({ term, mayWork }: { term: Coverage['terms'][number]; mayWork: boolean }) {
  const drop = useKeep()
  return (
    <Group gap="xs" align="baseline">
      <Text size="sm">
        {termWords[term.kind]}
        {term.reference && ` ${term.reference}`}, from <Day on={term.from} />
        {term.until && (
          <>
            {' '}
            until <Day on={term.until} />
          </>
        )}
        {term.visits !== null && `; ${term.visits} visits`}
        {term.rate !== null &&
          `; $${moneyText(term.rate)} a session${term.codes.length > 0 ? ` (${term.codes.join(', ')})` : ''}`}
        {term.paysPatient &&
          (term.courtesyClaim
            ? '; the patient pays, and the plan pays the patient on a claim filed for them'
            : '; the patient pays, and the plan pays the patient on a superbill')}
      </Text>
      {mayWork && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          loading={drop.isPending}
          onClick={() => drop.mutate(() => dropTerm(term.id))}
        >
          Take back
        </Button>
      )}
      {drop.error && <Failure error={drop.error} />}
    </Group>
  )
}

const assigned = { yes: true, no: false } as const

/** What came with the card: the gatekeeper's referral, and whose the plan's money is. */
function Papers({ coverage, onDone }: { coverage: Coverage; onDone: () => void }) {
  const [referral, setReferral] = useState(coverage.referral ?? '')
  const [until, setUntil] = useState<string>(coverage.referralUntil ?? '')
  const [signed, setSigned] = useState<keyof typeof assigned | null>(
    coverage.isAssigned === null ? null : coverage.isAssigned ? 'yes' : 'no',
  )
  const keep = useKeep(onDone)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate(() =>
          setPapers(coverage.id, {
            referral: referral || null,
            referralUntil: until || null,
            isAssigned: signed === null ? null : assigned[signed],
          }),
        )
      }}
    >
      <Stack gap="xs" my="xs">
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }} spacing="xs">
          <TextInput
            label="Referral number"
            value={referral}
            onChange={(event) => setReferral(event.currentTarget.value)}
          />
          <TextInput
            label="Referral holds until"
            type="date"
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <Select
            label="Plan pays the practice"
            description="Signed on file"
            clearable
            placeholder="Nobody said"
            data={[
              { value: 'yes', label: 'Signed' },
              { value: 'no', label: 'Not signed' },
            ]}
            value={signed}
            onChange={(value) => setSigned(value === 'yes' || value === 'no' ? value : null)}
          />
        </SimpleGrid>
        {keep.error && <Failure error={keep.error} />}
        <Group>
          <Button type="submit" size="xs" loading={keep.isPending}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Agree({ coverage, today, onDone }: { coverage: Coverage; today: string; onDone: () => void }) {
  const isProgram = coverage.payerKind === 'eap'
  const [kind, setKind] = useState(isProgram ? 'eap' : 'single_case')
  const [words, setWords] = useState({ reference: '', from: today as string, until: '', codes: '' })
  const [visits, setVisits] = useState<number | string>('')
  const [rate, setRate] = useState<number | string>('')
  const [paysPatient, setPaysPatient] = useState(false)
  const [courtesyClaim, setCourtesyClaim] = useState(false)
  const keep = useKeep(onDone)
  const text = (name: keyof typeof words, label: string, type = 'text', description?: string) => (
    <TextInput
      label={label}
      type={type}
      description={description}
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.currentTarget.value })}
    />
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate(() =>
          setTerm(coverage.id, {
            kind,
            reference: words.reference || null,
            from: words.from,
            until: words.until || null,
            visits: visits === '' ? null : Number(visits),
            codes: words.codes
              .toUpperCase()
              .split(/[\s,;]+/)
              .filter(Boolean),
            rate: rate === '' ? null : Math.round(Number(rate) * 100),
            paysPatient: paysPatient && kind === 'out_of_network',
            courtesyClaim: courtesyClaim && paysPatient && kind === 'out_of_network',
          }),
        )
      }}
    >
      <Stack gap="xs" my="xs">
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }} spacing="xs">
          <Select
            label="What was agreed"
            data={Object.entries(termWords)
              .filter(([value]) => isProgram === (value === 'eap'))
              .map(([value, label]) => ({ value, label }))}
            value={kind}
            allowDeselect={false}
            onChange={(value) => setKind(value ?? kind)}
          />
          {text('reference', 'Number')}
          {text('from', 'From', 'date')}
          {text('until', 'Until', 'date')}
          <NumberInput label="Visits" min={1} max={999} value={visits} onChange={setVisits} />
          {kind !== 'eap' && (
            <NumberInput label="Rate a session" prefix="$" decimalScale={2} min={0} value={rate} onChange={setRate} />
          )}
          {kind !== 'eap' && text('codes', 'Codes', 'text', 'None: every code')}
        </SimpleGrid>
        {kind === 'out_of_network' && (
          <Checkbox
            label="The payer sends its money to the patient"
            description="The patient pays each visit and gets a superbill; no claim goes out."
            checked={paysPatient}
            onChange={(event) => setPaysPatient(event.currentTarget.checked)}
          />
        )}
        {kind === 'out_of_network' && paysPatient && (
          <Checkbox
            label="We file the claim for the patient"
            description="A courtesy: the patient still pays, and the claim says that the plan’s money is theirs."
            checked={courtesyClaim}
            onChange={(event) => setCourtesyClaim(event.currentTarget.checked)}
          />
        )}
        {keep.error && <Failure error={keep.error} />}
        <Group>
          <Button type="submit" size="xs" loading={keep.isPending}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

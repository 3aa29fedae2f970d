import { Button, Group, MultiSelect, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { zipText } from '../../ground/contact.ts'
import { Day, dayText } from '../../ground/Day.tsx'
import { Part } from '../../ground/Page.tsx'
import { Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { serviceWords } from '../session/sessions.ts'
import { type Guarantor, type Patient, percent, relationWords, setGuarantors } from './patients.ts'

type Props = { it: Patient; mayWork: boolean }

/** Who answers for the patient's share, by what part, since when. */
export function Guarantors({ it, mayWork }: Props) {
  const [isChanging, setChanging] = useState(false)
  const standing = it.guarantors.filter((each) => each.stands)
  const others = it.guarantors.filter((each) => !each.stands)
  return (
    <Part
      title="Who answers for the bill"
      actions={
        mayWork && (
          <Button size="compact-xs" variant="default" onClick={() => setChanging(!isChanging)}>
            {isChanging ? 'Leave as it is' : 'Change'}
          </Button>
        )
      }
    >
      {standing.length === 0 && (
        <Text className={it.patient.isMinor && !it.patient.consentsAloneOn ? 'losing' : ''}>
          {!it.patient.isMinor
            ? 'The patient.'
            : it.patient.consentsAloneOn
              ? 'The patient, who consented to care alone.'
              : 'Nobody is on file for this minor: no bill goes out until somebody is.'}
        </Text>
      )}
      {standing.length > 0 && <Rows rows={standing} />}
      {it.problems.map((problem) => (
        <Text key={problem} className="losing">
          {problem}
        </Text>
      ))}
      {others.length > 0 && (
        <details>
          <summary className="quiet">Before and later</summary>
          <Rows rows={others} />
        </details>
      )}
      {isChanging && <Change it={it} standing={standing} onDone={() => setChanging(false)} />}
    </Part>
  )
}

function Rows({ rows }: { rows: readonly Guarantor[] }) {
  return (
    <ul className="plain-list">
      {rows.map((each) => (
        <li key={each.id}>
          <strong>
            {each.firstName} {each.lastName}
          </strong>
          , {relationWords[each.relation]?.toLowerCase()}: {percent(each.shareBasisPoints)}
          {each.services.length > 0 &&
            ` of ${each.services.map((service) => serviceWords[service]?.toLowerCase() ?? service).join(', ')}`}
          , since <Day on={each.from} />
          {each.until && (
            <>
              {' '}
              until <Day on={each.until} />
            </>
          )}
          {each.reference && `; ${each.reference}`}
          <div className="quiet">
            {[each.addressLine, each.city, each.state, zipText(each.zip), each.phone, each.email]
              .filter(Boolean)
              .join(', ') || 'No address on file'}
          </div>
        </li>
      ))}
    </ul>
  )
}

type Draft = {
  readonly key: number
  readonly firstName: string
  readonly lastName: string
  readonly relation: string
  readonly addressLine: string
  readonly city: string
  readonly state: string
  readonly zip: string
  readonly phone: string
  readonly email: string
  readonly share: number | string
  readonly services: readonly string[]
  readonly reference: string
}

const draftOf = (each: Guarantor, key: number): Draft => ({
  ...each,
  key,
  phone: each.phone ?? '',
  email: each.email ?? '',
  share: each.shareBasisPoints / 100,
  reference: each.reference ?? '',
})

function Change({ it, standing, onDone }: { it: Patient; standing: readonly Guarantor[]; onDone: () => void }) {
  const client = useQueryClient()
  const [from, setFrom] = useState<string>(it.today)
  const empty = (key: number, share: number | string = 100): Draft => ({
    key,
    firstName: '',
    lastName: it.patient.lastName,
    relation: it.patient.isMinor ? 'parent' : 'spouse',
    addressLine: it.patient.addressLine,
    city: it.patient.city,
    state: it.patient.state,
    zip: it.patient.zip,
    phone: '',
    email: '',
    share,
    services: [],
    reference: '',
  })
  const [rows, setRows] = useState<readonly Draft[]>(standing.length > 0 ? standing.map(draftOf) : [empty(0)])
  const keep = useMutation({
    mutationFn: () =>
      setGuarantors(
        it.patient.id,
        from,
        rows.map(({ key, share, ...row }) => ({
          firstName: row.firstName,
          lastName: row.lastName,
          relation: row.relation,
          addressLine: row.addressLine,
          city: row.city,
          state: row.state,
          zip: row.zip.slice(0, 10),
          phone: row.phone || null,
          email: row.email || null,
          shareBasisPoints: Math.round(Number(share) * 100),
          services: row.services,
          reference: row.reference || null,
        })),
      ),
    onSuccess: async () => {
      await client.invalidateQueries()
      done('Kept.')
      onDone()
    },
  })
  // One more answers for what nobody answers for yet; where nothing is left, somebody says the part.
  const open = 100 - rows.reduce((sum, row) => sum + (row.services.length === 0 ? Number(row.share) : 0), 0)
  const set = (key: number, change: Partial<Draft>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate()
      }}
    >
      <Stack mt="sm" gap="sm">
        <TextInput
          label="From"
          type="date"
          required
          maw={280}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          description="Visits before it stay with whoever answered then."
        />
        {rows.map((row, i) => {
          const text = (name: keyof Draft, label: string, required = false, type = 'text') => (
            <TextInput
              label={label}
              required={required}
              type={type}
              value={String(row[name])}
              onChange={(event) => set(row.key, { [name]: event.currentTarget.value })}
            />
          )
          return (
            <fieldset key={row.key} className="panel" style={{ padding: 12, margin: 0, minWidth: 0 }}>
              <legend>Guarantor {i + 1}</legend>
              <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }} spacing="xs">
                {text('firstName', 'First name', true)}
                {text('lastName', 'Last name', true)}
                <Select
                  label="Is the patient’s"
                  data={Object.entries(relationWords).map(([value, label]) => ({ value, label }))}
                  value={row.relation}
                  allowDeselect={false}
                  onChange={(relation) => set(row.key, { relation: relation ?? 'other' })}
                />
                <NumberInput
                  label="Part"
                  suffix=" %"
                  decimalScale={2}
                  min={0.01}
                  max={100}
                  required
                  value={row.share}
                  onChange={(share) => set(row.key, { share })}
                />
                <MultiSelect
                  label="Of"
                  placeholder={row.services.length === 0 ? 'Every service' : undefined}
                  data={Object.entries(serviceWords).map(([value, label]) => ({ value, label }))}
                  value={[...row.services]}
                  onChange={(services) => set(row.key, { services })}
                />
                {text('reference', 'Order or agreement')}
                {text('phone', 'Phone')}
                {text('email', 'E-mail', false, 'email')}
                {text('addressLine', 'Street')}
                {text('city', 'City')}
                {text('state', 'State')}
                {text('zip', 'Zip')}
              </SimpleGrid>
              <Button
                mt="xs"
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() => setRows(rows.filter((each) => each.key !== row.key))}
              >
                Leave out
              </Button>
            </fieldset>
          )
        })}
        {rows.length === 0 && <Text>From {dayText(from)} on the patient answers alone.</Text>}
        {keep.error && <Failure error={keep.error} />}
        <Group>
          <Button type="submit" size="xs" loading={keep.isPending}>
            Keep
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              setRows([
                ...rows,
                empty(Math.max(-1, ...rows.map((row) => row.key)) + 1, open > 0 ? Number(open.toFixed(2)) : ''),
              ])
            }
          >
            One more
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

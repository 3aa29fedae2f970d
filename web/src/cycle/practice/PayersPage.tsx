import type { payerPage, payersPage } from '@ballast/server/cycle/practice/actions/settings.ts'
import { Button, Modal, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { phoneText } from '../../ground/contact.ts'
import { Part } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { EntryForm, type Field, orNull, type Values } from './EntryForm.tsx'
import { Prices } from './Prices.tsx'
import { Settings } from './Settings.tsx'
import { Terms } from './Terms.tsx'

type It = Of<typeof payersPage>
type One = Of<typeof payerPage>
type Payer = It['payers'][number]

const kinds = [
  { value: 'commercial', label: 'Commercial' },
  { value: 'medicare', label: 'Medicare' },
  { value: 'medicaid', label: 'Medicaid' },
  { value: 'eap', label: 'Employee assistance' },
] as const

const unverified = 'default, unverified: confirm'

function Days({ days, isSaid }: { days: number; isSaid: boolean }) {
  return (
    <>
      {days}
      {!isSaid && <div className="needs-you">{unverified}</div>}
    </>
  )
}

/** Whom claims go to, and how long each leaves for them. */
export function PayersPage() {
  const page = useQuery({ queryKey: ['settings', 'payers'], queryFn: () => ask<It>('/practices/payers') })
  const [isAdding, setAdding] = useState(false)
  const navigate = useNavigate()
  return (
    <Settings
      title="Payers"
      about="Whom claims go to"
      actions={<Button onClick={() => setAdding(true)}>Add a payer</Button>}
    >
      <Answer of={page}>
        {(it) => (
          <Part title="Payers" isFlush>
            {it.payers.length === 0 && (
              <Empty>No payer yet. Your EHR&apos;s files name a payer by the code you give it here.</Empty>
            )}
            {it.payers.length > 0 && <PayerTable payers={it.payers} />}
            {isAdding && (
              <Modal opened onClose={() => setAdding(false)} title="Add a payer" size="lg">
                <PayerForm
                  payer={null}
                  others={it.payers}
                  usual={it.usual}
                  onKept={({ id }) => {
                    setAdding(false)
                    void navigate({ to: '/settings/payers/$id', params: { id } })
                  }}
                />
              </Modal>
            )}
          </Part>
        )}
      </Answer>
    </Settings>
  )
}

function PayerTable({ payers }: { payers: readonly Payer[] }) {
  return (
    <div className="table-scroll fits">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Payer</th>
            <th scope="col">Code</th>
            <th scope="col">EDI id</th>
            <th scope="col">Kind</th>
            <th scope="col">Filing days</th>
            <th scope="col">Appeal days</th>
            <th scope="col">Mental health with</th>
          </tr>
        </thead>
        <tbody>
          {payers.map((payer) => (
            <tr key={payer.id}>
              <th scope="row">
                <Link to="/settings/payers/$id" params={{ id: payer.id }}>
                  {payer.name}
                </Link>
              </th>
              <td>{payer.code}</td>
              <td>{payer.ediId}</td>
              <td>{kinds.find(({ value }) => value === payer.kind)?.label}</td>
              <td>
                <Days days={payer.filingDays} isSaid={payer.isFilingSaid} />
              </td>
              <td>
                <Days days={payer.appealDays} isSaid={payer.isAppealSaid} />
              </td>
              <td>{payers.find(({ id }) => id === payer.carveOutPayerId)?.name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type FormProps = {
  payer: Payer | null
  others: readonly { id: string; name: string }[]
  usual: It['usual']
  onKept: (kept: { id: string }) => void
}

function PayerForm({ payer, others, usual, onKept }: FormProps) {
  const client = useQueryClient()
  const usualText = (of: 'filingDays' | 'appealDays') =>
    `${usual.commercial[of]}, Medicare ${usual.medicare[of]}, Medicaid ${usual.medicaid[of]}; ${unverified}`
  const fields: readonly Field[] = [
    { at: 'name', label: 'Name', about: 'As its remittances say it', most: 60 },
    { at: 'code', label: 'Code', about: 'The payer_id in your EHR’s coverages', most: 40 },
    { at: 'ediId', label: 'EDI id', about: 'As your clearinghouse lists it', most: 80 },
    { at: 'kind', label: 'Kind', about: 'What is usual follows from it', choices: kinds },
    { at: 'filingIndicator', label: 'Filing indicator', about: 'CI commercial, MB Medicare, MC Medicaid', most: 2 },
    { at: 'phone', label: 'Phone', about: 'For providers', type: 'tel', isOptional: true },
    {
      at: 'filingDays',
      label: 'Days to file',
      about: `Empty: ${usualText('filingDays')}`,
      type: 'number',
      isOptional: true,
    },
    {
      at: 'appealDays',
      label: 'Days to appeal',
      about: `Empty: ${usualText('appealDays')}`,
      type: 'number',
      isOptional: true,
    },
    {
      at: 'carveOutPayerId',
      label: 'Mental health is held by',
      about: 'Where another company answers for it',
      isOptional: true,
      choices: others.map(({ id, name }) => ({ value: id, label: name })),
    },
    { at: 'partner', label: 'Goes by', about: 'Your clearinghouse, unless you have two', most: 40 },
  ]
  const values: Values = payer
    ? {
        name: payer.name,
        code: payer.code,
        ediId: payer.ediId,
        kind: payer.kind,
        filingIndicator: payer.filingIndicator,
        phone: phoneText(payer.phone ?? ''),
        filingDays: payer.isFilingSaid ? String(payer.filingDays) : '',
        appealDays: payer.isAppealSaid ? String(payer.appealDays) : '',
        carveOutPayerId: payer.carveOutPayerId ?? '',
        partner: payer.partner,
      }
    : { kind: 'commercial', filingIndicator: 'CI', partner: 'clearinghouse' }
  const number = (text: string | undefined) => (orNull(text) === null ? null : Number(text))
  return (
    <EntryForm
      fields={fields}
      values={values}
      onKeep={async ({ filingDays, appealDays, carveOutPayerId, phone, ...entry }) => {
        const kept = await post<{ id: string }>(`/practices/payers${payer ? `/${payer.id}` : ''}`, {
          ...entry,
          filingDays: number(filingDays),
          appealDays: number(appealDays),
          carveOutPayerId: orNull(carveOutPayerId),
          phone: orNull(phone),
        })
        onKept(kept)
      }}
      onDone={() => {
        done('Kept')
        for (const key of ['settings', 'credentialing', 'beginning']) void client.invalidateQueries({ queryKey: [key] })
      }}
    />
  )
}

/** One payer: what it is, and what it agreed to allow. */
export function PayerPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const page = useQuery({ queryKey: ['settings', 'payer', id], queryFn: () => ask<One>(`/practices/payers/${id}`) })
  return (
    <Answer of={page}>
      {(it) => (
        <Settings title={it.payer.name} about="What it is, and what it agreed to">
          <Stack gap="sm">
            <Part title="The payer">
              {!(it.payer.isFilingSaid && it.payer.isAppealSaid) && (
                <Text size="sm" className="needs-you" mb="xs">
                  Days that are empty stand on what is usual for its kind: {unverified}.
                </Text>
              )}
              <PayerForm
                key={JSON.stringify(it.payer)}
                payer={it.payer}
                others={it.others}
                usual={it.usual}
                onKept={() => undefined}
              />
            </Part>
            <Prices
              title="What it allows"
              word="Allowed"
              at={`/practices/payers/${id}/fees`}
              rows={it.fees}
              today={it.today}
              byLicence
              nothing="No contract rate yet: what a claim should bring is then not known, and an underpayment cannot be seen."
            />
            <Terms payerId={id} />
          </Stack>
        </Settings>
      )}
    </Answer>
  )
}

import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { phoneText, zipText } from '../../ground/contact.ts'
import { Day, dayText } from '../../ground/Day.tsx'
import { Money, moneyText } from '../../ground/Money.tsx'
import { Facts, Page, Part } from '../../ground/Page.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { WriteOff } from '../receivable/WriteOff.tsx'
import { serviceWords } from '../session/sessions.ts'
import { Cards } from './Cards.tsx'
import { Coverages } from './Coverages.tsx'
import { Fees } from './Fees.tsx'
import { Guarantors } from './Guarantors.tsx'
import { type Account, accountQuery, changePatient, type Patient, patientQuery } from './patients.ts'

/** Who a patient is to people and to payers, who answers for the bill, what is owed by whom, and who promised to pay. */
export function PatientPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const patient = useQuery(patientQuery(id))
  const { data: me } = useQuery(meQuery)
  const mayWork = me?.permissions.includes('intake.work') ?? false
  const mayCollect = me?.permissions.includes('payment.collect') ?? false
  const account = useQuery({ ...accountQuery(id), enabled: mayCollect })
  const shown = patient.data?.patient
  return (
    <Page
      title={shown ? `${shown.nameUsed ?? shown.firstName} ${shown.lastName}` : 'Patient'}
      about={shown?.pronouns}
      actions={
        <>
          <Button size="compact-sm" variant="default" component={Link} to={`/authorizations/patients/${id}`}>
            Authorizations
          </Button>
          <Button size="compact-sm" variant="default" component={Link} to={`/checklist/${id}`}>
            Checklist
          </Button>
        </>
      }
    >
      <Answer of={patient}>
        {(it) => (
          <Stack gap="sm">
            <Who it={it} mayWork={mayWork} />
            <Guarantors key={it.guarantors.map((each) => each.id).join()} it={it} mayWork={mayWork} />
            {account.data && (
              <Owed id={id} it={account.data} mayWriteOff={me?.permissions.includes('write-off.approve') ?? false} />
            )}
            <Coverages it={it} mayWork={mayWork} />
            <Fees it={it} mayWork={mayWork} />
            {mayCollect && <Cards id={id} />}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Who({ it, mayWork }: { it: Patient; mayWork: boolean }) {
  const [isChanging, setChanging] = useState(false)
  const { patient } = it
  return (
    <Part
      title="Who they are"
      actions={
        mayWork && (
          <Button size="compact-xs" variant="default" onClick={() => setChanging(!isChanging)}>
            {isChanging ? 'Leave as it is' : 'Change'}
          </Button>
        )
      }
    >
      <Facts
        of={[
          ['Name for the payer', `${patient.firstName} ${patient.lastName}`],
          ['Name used', patient.nameUsed],
          ['Born', `${dayText(patient.birthOn)}${patient.isMinor ? ', a minor' : ''}`],
          ['Sex on file with the payer', patient.sex === 'U' ? 'not said' : patient.sex],
          ['Phone', patient.phone && phoneText(patient.phone)],
          ['E-mail', patient.email],
          [
            'Address',
            [patient.addressLine, patient.city, patient.state, zipText(patient.zip)].filter(Boolean).join(', '),
          ],
          [
            'Consented to care alone',
            patient.consentsAloneOn && `since ${dayText(patient.consentsAloneOn)}: no parent is billed`,
          ],
          ['Partner in couple sessions', patient.partnerName && `${patient.partnerName} (stands on no bill or claim)`],
          ['Number', patient.externalId],
        ]}
      />
      {isChanging && <Change it={it} onDone={() => setChanging(false)} />}
    </Part>
  )
}

function Change({ it: { patient }, onDone }: { it: Patient; onDone: () => void }) {
  const client = useQueryClient()
  const [words, setWords] = useState({
    nameUsed: patient.nameUsed ?? '',
    pronouns: patient.pronouns ?? '',
    phone: patient.phone ?? '',
    email: patient.email ?? '',
    consentsAloneOn: patient.consentsAloneOn ?? '',
    partnerName: patient.partnerName ?? '',
  })
  const keep = useMutation({
    mutationFn: () =>
      changePatient(
        patient.id,
        Object.fromEntries(Object.entries(words).map(([name, value]) => [name, value.trim() || null])),
      ),
    onSuccess: async () => {
      await client.invalidateQueries()
      done('Kept.')
      onDone()
    },
  })
  const field = (name: keyof typeof words, label: string, type = 'text', description?: string) => (
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
        keep.mutate()
      }}
    >
      <Stack mt="sm" gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {field('nameUsed', 'Name used')}
          {field('pronouns', 'Pronouns')}
          {field('phone', 'Phone')}
          {field('email', 'E-mail', 'email')}
          {(patient.isMinor || patient.consentsAloneOn) &&
            field('consentsAloneOn', 'Consented to care alone since', 'date')}
          {field('partnerName', 'Partner in couple sessions')}
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

const holdWords: Readonly<Record<string, string>> = {
  no_guarantor: 'held: a minor without a guarantor',
  minor_consent: 'held: consented to alone',
}

function Owed({ id, it, mayWriteOff }: { id: string; it: Account; mayWriteOff: boolean }) {
  const [givingUp, setGivingUp] = useState<Account['visits'][number] | null>(null)
  const owes = (it.visits[0]?.shares.length ?? 0) > 0
  return (
    <Part title={`Owed on the account: $${moneyText(it.owedCents)}`} isFlush={owes}>
      {it.unappliedCents > 0 && (
        <Text size="sm" className={owes ? 'part-body' : ''}>
          ${moneyText(it.unappliedCents)} was paid and waits until a payer has said what the share is.
        </Text>
      )}
      {!owes && it.unappliedCents === 0 && <Text className="quiet">Nothing is owed.</Text>}
      {owes && (
        <div className="table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Visit</th>
                <th scope="col">For</th>
                {it.owing.map((each) => (
                  <th key={each.guarantorId} scope="col" className="number">
                    {each.name ?? 'The patient'}
                  </th>
                ))}
                <th scope="col" className="number">
                  Together
                </th>
              </tr>
            </thead>
            <tbody>
              {it.visits.map((visit) => (
                <tr key={visit.claimId ?? visit.sessionId}>
                  <th scope="row" style={{ position: 'static' }}>
                    <Day on={visit.on} />
                  </th>
                  <td style={{ whiteSpace: 'normal' }}>
                    {visit.claimId ? (
                      <Link to={`/claims/${visit.claimId}`}>{serviceWords[visit.service ?? ''] ?? 'Visit'}</Link>
                    ) : visit.service ? (
                      `${serviceWords[visit.service] ?? 'Visit'}, no plan`
                    ) : (
                      'Missed visit'
                    )}
                    {visit.hold && <div className="needs-you">{holdWords[visit.hold]}</div>}
                    {mayWriteOff && visit.claimId === null && visit.owedCents > 0 && (
                      <Button
                        className="no-print"
                        size="compact-xs"
                        variant="subtle"
                        color="gray"
                        onClick={() => setGivingUp(visit)}
                      >
                        Write off
                      </Button>
                    )}
                  </td>
                  {it.owing.map((each) => (
                    <td key={each.guarantorId} className="number">
                      <Money
                        amount={visit.shares.find((share) => share.guarantorId === each.guarantorId)?.amount ?? null}
                      />
                    </td>
                  ))}
                  <td className="number">
                    <Money amount={visit.owedCents} />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <td colSpan={2}>Together</td>
                {it.owing.map((each) => (
                  <td key={each.guarantorId} className="number">
                    <Money amount={each.owedCents} />
                  </td>
                ))}
                <td className="number">
                  <Money amount={it.owedCents} />
                </td>
              </tr>
              <tr className="no-print">
                <td colSpan={2} />
                {it.owing.map((each) => (
                  <td key={each.guarantorId} className="number">
                    <Link to={`/patients/${id}/statement?for=${each.guarantorId ?? 'patient'}`}>Statement</Link>
                  </td>
                ))}
                <td />
              </tr>
            </tfoot>
          </table>
        </div>
      )}
      {givingUp && (
        <WriteOff
          of={{ sessionId: givingUp.sessionId }}
          who={`the visit of ${dayText(givingUp.on)}`}
          owed={[{ by: 'patient', cents: givingUp.owedCents }]}
          onClose={() => setGivingUp(null)}
        />
      )}
    </Part>
  )
}

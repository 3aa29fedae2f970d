import type { BaselineReport } from '@ballast/server/cycle/insight/types/baseline.ts'
import { SimpleGrid, Tabs, Text, UnstyledButton } from '@mantine/core'
import { useAddress } from '../../../ground/address.ts'
import { dayText } from '../../../ground/Day.tsx'
import { rateText } from './columns.tsx'
import { Denied } from './Denied.tsx'
import type { Audited } from './use-audit.ts'
import { Causes, Claims, Clinicians, Files, Leaks, Months, OutsideClaims, Payers, Rates, Waiting } from './views.tsx'

const views = [
  { id: 'window', title: 'Still winnable' },
  { id: 'leaks', title: 'Leaks' },
  { id: 'causes', title: 'Root causes' },
  { id: 'rates', title: 'Rates' },
  { id: 'payers', title: 'Payers' },
  { id: 'months', title: 'Months' },
  { id: 'clinicians', title: 'Clinicians' },
  { id: 'denied', title: 'Denied claims' },
  { id: 'claims', title: 'All claims' },
  { id: 'waiting', title: 'Rejected and unanswered' },
  { id: 'outside', title: 'To the cent' },
  { id: 'files', title: 'Files' },
] as const
type ViewId = (typeof views)[number]['id']

export function Report({ audited }: { audited: Audited }) {
  const [address, change] = useAddress()
  const { report } = audited
  const view: ViewId = views.find(({ id }) => id === address.view)?.id ?? 'window'
  const show = (id: ViewId, filter: Record<string, string | undefined> = {}) =>
    change({
      view: id,
      category: undefined,
      payer: undefined,
      clinician: undefined,
      month: undefined,
      state: undefined,
      open: undefined,
      ...filter,
    })
  return (
    <>
      <Text size="sm" className="quiet">
        {periodOf(report)}
      </Text>
      {/* On a small screen an open row has the room to itself. */}
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="xs" {...(address.open ? { visibleFrom: 'sm' } : {})}>
        {headlines(report).map(({ title, value, says, to, tone }) => (
          <UnstyledButton key={title} className="panel headline" p="sm" onClick={() => show(to)}>
            <Text size="sm">{title}</Text>
            <Text fz={20} fw={600} className={tone}>
              {value}
            </Text>
            <Text size="sm" className="quiet">
              {says}
            </Text>
          </UnstyledButton>
        ))}
      </SimpleGrid>
      <Tabs value={view} onChange={(id) => show((id ?? 'window') as ViewId)} keepMounted={false}>
        <Tabs.List className="no-print tabs-in-a-row">
          {views.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {views.map(({ id }) => (
          <Tabs.Panel key={id} value={id} pt="sm">
            {id === view && <View id={id} audited={audited} show={show} />}
          </Tabs.Panel>
        ))}
      </Tabs>
      <Text size="sm" className="quiet">
        {report.notes.join(' ')} The report names claims by their numbers and no patient.
      </Text>
    </>
  )
}

export type Show = (id: ViewId, filter?: Record<string, string | undefined>) => void

function View({ id, audited, show }: { id: ViewId; audited: Audited; show: Show }) {
  const { report } = audited
  switch (id) {
    case 'window':
      return <Denied report={report} isWindow show={show} />
    case 'denied':
      return <Denied report={report} isWindow={false} show={show} />
    case 'leaks':
      return <Leaks report={report} show={show} />
    case 'causes':
      return <Causes report={report} show={show} />
    case 'rates':
      return <Rates report={report} show={show} />
    case 'payers':
      return <Payers report={report} show={show} />
    case 'months':
      return <Months report={report} show={show} />
    case 'clinicians':
      return <Clinicians report={report} show={show} />
    case 'claims':
      return <Claims audited={audited} show={show} />
    case 'waiting':
      return <Waiting report={report} />
    case 'outside':
      return <OutsideClaims report={report} />
    case 'files':
      return <Files report={report} />
  }
}

const grouped = (amount: string): string => `$${amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',')}`.replace('$-', '-$')
const whole = (amount: string): string => grouped(amount).replace(/\.\d\d$/, '')
const count = (value: number): string => value.toLocaleString('en-US')

const ofClaims = (part: string | number | null): string => (typeof part === 'number' ? count(part) : (part ?? '0'))

type Headline = { title: string; value: string; says: string; to: ViewId; tone: string }

function headlines({ totals, rates, window }: BaselineReport): Headline[] {
  const { denialByCount: denial, firstPass } = rates
  return [
    {
      title: 'Still winnable',
      value: whole(window.dollars),
      says: `${count(window.claims)} denied claims inside their window`,
      to: 'window',
      tone: window.claims > 0 ? 'needs-you' : '',
    },
    { title: 'Paid', value: whole(totals.paid), says: `of ${whole(totals.charged)} charged`, to: 'claims', tone: '' },
    {
      title: 'Denied',
      value: whole(totals.denied),
      says: `${count(totals.deniedClaims)} of ${count(totals.claims)} claims`,
      to: 'denied',
      tone: '',
    },
    {
      title: 'Initial denial rate',
      value: denial ? rateText(denial) : '',
      says: denial ? `${ofClaims(denial.numerator)} of ${ofClaims(denial.denominator)} claims` : '',
      to: 'rates',
      tone: '',
    },
    {
      title: 'First-pass resolution',
      value: firstPass ? rateText(firstPass) : '',
      says: 'target 92 % or more',
      to: 'rates',
      tone: '',
    },
    {
      title: 'To the patient',
      value: whole(totals.patientResponsibility),
      says: 'copays, coinsurance, deductibles',
      to: 'payers',
      tone: '',
    },
  ]
}

function periodOf({ totals, submitted, files, asOf }: BaselineReport): string {
  const said =
    totals.from !== null && totals.until !== null
      ? `${count(totals.claims)} claims in ${count(totals.payments)} payments from ${dayText(totals.from)} to ${dayText(totals.until)}`
      : submitted.from !== null && submitted.until !== null
        ? `${count(submitted.claims)} claims sent from ${dayText(submitted.from)} to ${dayText(submitted.until)}; no payments`
        : 'No payment and no claim in these files'
  const unused = files.filter(({ used }) => !used).length
  return `${said}. ${count(files.length)} files${unused > 0 ? `, ${count(unused)} not used` : ''}. As of ${dayText(asOf)}.`
}

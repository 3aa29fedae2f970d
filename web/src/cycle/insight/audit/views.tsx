import type { BaselineReport } from '@ballast/server/cycle/insight/types/baseline.ts'
import { Button, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useAddress } from '../../../ground/address.ts'
import { Bars } from '../../../ground/Bars.tsx'
import { type Column, DataTable } from '../../../ground/DataTable.tsx'
import { dayText } from '../../../ground/Day.tsx'
import { Filters } from '../../../ground/Filters.tsx'
import { centsOf } from '../../../ground/Money.tsx'
import { Part } from '../../../ground/Page.tsx'
import { Empty } from '../../../ground/states.tsx'
import {
  causeColumns,
  claimColumns,
  clinicianColumns,
  duplicateColumns,
  fileColumns,
  leakColumns,
  monthColumns,
  monthText,
  part,
  payerColumns,
  plbColumns,
  rateText,
  reconciliationColumns,
  rejectionColumns,
  reversalColumns,
  unansweredColumns,
  unbalancedColumns,
  wrongWith,
} from './columns.tsx'
import type { Show } from './Report.tsx'
import type { Audited } from './use-audit.ts'

type Of = { readonly report: BaselineReport; readonly show: Show }

const says = (amount: string): string => `$${amount.replace(/\.\d\d$/, '').replace(/\B(?=(\d{3})+$)/g, ',')}`

type TableOf<Row> = {
  readonly name: string
  readonly title: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly empty: string
  readonly idOf: (row: Row) => string
  readonly onOpen?: (row: Row) => void
}

/** A table under its name, for the views that hold several. */
function Table<Row>({ name, title, columns, rows, empty, idOf, onOpen }: TableOf<Row>) {
  return (
    <section aria-label={title}>
      <Title order={2} mb={4}>
        {title}
      </Title>
      <DataTable
        caption={title}
        fileName={`audit-${name}`}
        columns={columns}
        rows={rows}
        idOf={idOf}
        onOpen={onOpen}
        empty={<Empty>{empty}</Empty>}
      />
    </section>
  )
}

const opensAt: Readonly<Record<string, Parameters<Show>>> = {
  denied: ['denied'],
  timelyFiling: ['denied', { category: 'TIMELY' }],
  pastWindow: ['denied', { state: 'past window' }],
  takenBack: ['outside'],
  rejected: ['waiting'],
  unanswered: ['waiting'],
}

export function Leaks({ report, show }: Of) {
  return (
    <Stack gap="sm">
      <Bars
        title="Dollars a month, as billed"
        onOpen={({ id }) => show(...(opensAt[id] ?? ['leaks']))}
        of={report.leakage
          .filter((row) => row.within === null && row.perMonth !== null && (centsOf(row.perMonth) ?? 0) > 0)
          .toSorted((a, b) => (centsOf(b.perMonth) ?? 0) - (centsOf(a.perMonth) ?? 0))
          .map((row) => ({
            id: row.cause,
            label: row.title,
            value: centsOf(row.perMonth) ?? 0,
            says: says(row.perMonth ?? '0'),
          }))}
      />
      <Table
        name="leaks"
        title="Where money leaks"
        columns={leakColumns}
        rows={report.leakage}
        idOf={(row) => row.cause}
        empty=""
        onOpen={(row) => opensAt[row.cause] && show(...(opensAt[row.cause] ?? ['leaks']))}
      />
      {report.needs.length > 0 && (
        <Part title="Not knowable from these files">
          <dl className="facts">
            {report.needs.map(({ file, gives }) => (
              <div key={file}>
                <dt>Add {file}</dt>
                <dd>{gives}</dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
    </Stack>
  )
}

export function Causes({ report, show }: Of) {
  const open = (category: string) => show('denied', { category })
  return (
    <Stack gap="sm">
      {report.patterns.length > 0 && (
        <Part title="It repeats">
          {report.patterns.slice(0, 8).map(({ payer, category, sentence }) => (
            <Button
              key={`${payer}|${category}`}
              variant="subtle"
              size="compact-sm"
              px={0}
              display="block"
              className="wraps"
              onClick={() => show('denied', { payer, category })}
            >
              {sentence.replace(/\d{4}-\d\d-\d\d/g, (day) => dayText(day))}
            </Button>
          ))}
          <Text size="sm" className="quiet">
            Ten claims or more within 30 days. One cause, one fix: a joint look by billing and clinical leadership.
          </Text>
        </Part>
      )}
      <Bars
        title="Denied, as billed"
        onOpen={({ id }) => open(id)}
        of={report.denials.slice(0, 12).map((row) => ({
          id: row.category,
          label: row.name,
          value: centsOf(row.dollars) ?? 0,
          says: `${says(row.dollars)}, ${row.count.toLocaleString('en-US')}`,
        }))}
      />
      <Table
        name="root-causes"
        title="Denials by root cause"
        columns={causeColumns}
        rows={report.denials}
        idOf={(row) => row.category}
        empty="No denial in these files."
        onOpen={(row) => open(row.category)}
      />
    </Stack>
  )
}

const rateOpens: Readonly<Record<string, Parameters<Show>>> = {
  denialByCount: ['denied'],
  denialByDollars: ['denied'],
  firstPass: ['claims'],
  overturn: ['denied', { state: 'overturned' }],
  rejection: ['waiting'],
  unansweredOver60: ['waiting'],
}

export function Rates({ report, show }: Of) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
      {Object.entries(report.rates).map(([id, rate]) => {
        const opens = rateOpens[id]
        return (
          <Part
            key={id}
            title={rate.title}
            actions={
              opens &&
              rate.value !== null && (
                <Button size="compact-sm" variant="subtle" onClick={() => show(...opens)}>
                  Open its rows
                </Button>
              )
            }
          >
            <Text fz={20} fw={600} className={rate.value === null ? 'quiet' : ''}>
              {rateText(rate)}
            </Text>
            {rate.value !== null && rate.numerator !== null && rate.denominator !== null && (
              <Text size="sm">
                {part(rate.numerator)} / {part(rate.denominator)}
              </Text>
            )}
            {rate.target && <Text size="sm">Target: {rate.target}</Text>}
            <Text size="sm" className="quiet">
              {rate.needs ?? rate.formula}
            </Text>
          </Part>
        )
      })}
    </SimpleGrid>
  )
}

export function Payers({ report, show }: Of) {
  const open = (payer: string) => show('claims', { payer })
  return (
    <Stack gap="sm">
      <Bars
        title="Initial denials, share of claims"
        onOpen={({ id }) => show('denied', { payer: id })}
        of={report.payers
          .filter((row) => (row.denialByCount ?? 0) > 0)
          .slice(0, 12)
          .map((row) => ({
            id: row.payer,
            label: row.payer,
            value: row.denialByCount ?? 0,
            says: `${row.denialByCount?.toFixed(1)} %`,
          }))}
      />
      <Table
        name="payers"
        title="Payers"
        columns={payerColumns}
        rows={report.payers}
        idOf={(row) => row.payer}
        empty="No payment in these files."
        onOpen={(row) => open(row.payer)}
      />
    </Stack>
  )
}

export function Months({ report, show }: Of) {
  return (
    <Stack gap="sm">
      <Bars
        title="Initial denials, share of the claims decided in the month"
        onOpen={({ id }) => show('denied', { month: id })}
        of={report.months.slice(-18).map((row) => ({
          id: row.month,
          label: monthText(row.month),
          value: row.denialByCount ?? 0,
          says: row.denialByCount === null ? 'no claims' : `${row.denialByCount.toFixed(1)} %`,
        }))}
      />
      <Table
        name="months"
        title="Months of payment"
        columns={monthColumns}
        rows={report.months}
        idOf={(row) => row.month}
        empty="No payment in these files."
        onOpen={(row) => show('claims', { month: row.month })}
      />
    </Stack>
  )
}

export const Clinicians = ({ report, show }: Of) => (
  <Table
    name="clinicians"
    title="Clinicians"
    columns={clinicianColumns}
    rows={report.clinicians}
    idOf={(row) => row.clinician}
    empty="No payment in these files."
    onOpen={(row) => show('claims', { clinician: row.clinician })}
  />
)

export function Claims({ audited, show }: { audited: Audited; show: Show }) {
  const [{ payer, clinician, month }] = useAddress()
  const rows = audited.claims.filter(
    (row) =>
      (payer === undefined || row.payer === payer) &&
      (clinician === undefined || row.clinician === clinician) &&
      (month === undefined || row.month === month),
  )
  const filter = [payer, clinician, month].filter((each) => each !== undefined)
  return (
    <Stack gap="sm">
      {filter.length > 0 && (
        <Filters>
          <Text size="sm">{filter.join(', ')}</Text>
          <Button size="compact-sm" variant="subtle" onClick={() => show('denied', { payer, clinician, month })}>
            Only denied
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => show('claims')}>
            Clear filters
          </Button>
        </Filters>
      )}
      {audited.claimsLeft > 0 && (
        <Text size="sm" className="needs-you">
          {audited.claimsLeft.toLocaleString('en-US')} older claims are in every figure, and too many to list here.
        </Text>
      )}
      <DataTable
        caption="Claims"
        fileName="audit-claims"
        columns={claimColumns}
        rows={rows}
        idOf={(row) => `${row.claim}|${row.serviceOn}|${row.path}`}
        amount={(row) => centsOf(row.paid)}
        isMain
        empty={<Empty>No claim is like this.</Empty>}
      />
    </Stack>
  )
}

export const Waiting = ({ report }: { report: BaselineReport }) => (
  <Stack gap="sm">
    <Text size="sm">
      A rejection is no denial: no payer judged the claim. Correct it and send it again as an original; the filing clock
      runs on.
    </Text>
    <Table
      name="rejected"
      title="Rejected before a payer judged them"
      columns={rejectionColumns(report.asOf)}
      rows={report.rejections}
      idOf={(row) => row.claim}
      empty="No rejection in these files. They come in 277CA and 999 files."
    />
    <Text size="sm">
      Complete only when all remittances of these months are here. Ask the payer for the status of the oldest.
    </Text>
    <Table
      name="unanswered"
      title="Sent, and no decision in these files"
      columns={unansweredColumns}
      rows={report.unanswered}
      idOf={(row) => row.claim}
      empty="No claim waits for an answer. Claims sent come in 837P files."
    />
  </Stack>
)

export const OutsideClaims = ({ report }: { report: BaselineReport }) => (
  <Stack gap="sm">
    <Table
      name="reconciliation"
      title="The files' money against the totals"
      columns={reconciliationColumns}
      rows={report.reconciliation}
      idOf={(row) => row.what}
      empty=""
    />
    <Table
      name="money-outside-claims"
      title="Money outside any claim (PLB)"
      columns={plbColumns}
      rows={report.plb}
      idOf={(row) => `${row.trace}|${row.code}|${row.reference}|${row.amount}|${row.path}`}
      empty="No payment in these files was adjusted outside its claims."
    />
    <Table
      name="reversals"
      title="Reversals"
      columns={reversalColumns}
      rows={report.reversals}
      idOf={(row) => `${row.claim}|${row.on}|${row.amount}|${row.path}`}
      empty="Nothing was taken back in these files."
    />
    <Table
      name="unbalanced"
      title="What does not add up"
      columns={unbalancedColumns}
      rows={report.unbalanced}
      idOf={(row) => `${row.path}|${row.claim}|${row.line}|${row.level}|${row.trace}`}
      empty="Every payment, claim and line adds up."
    />
    <Table
      name="duplicates"
      title="What came twice"
      columns={duplicateColumns}
      rows={report.duplicates}
      idOf={(row) => `${row.path}|${row.what}`}
      empty="Nothing came twice."
    />
  </Stack>
)

export function Files({ report }: { report: BaselineReport }) {
  const troubled = report.files.filter((file) => wrongWith(file) !== '')
  return (
    <Stack gap="sm">
      <Text size="sm">
        {troubled.length === 0
          ? 'Every file could be used, and none has a flaw.'
          : `${troubled.length.toLocaleString('en-US')} of ${report.files.length.toLocaleString('en-US')} files need a look; they stand first.`}
      </Text>
      <Table
        name="files"
        title="Files"
        columns={fileColumns}
        rows={[...troubled, ...report.files.filter((file) => wrongWith(file) === '')]}
        idOf={(row) => row.path}
        empty=""
      />
    </Stack>
  )
}

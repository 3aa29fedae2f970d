import type { BaselineReport, DeniedClaim } from '@ballast/server/cycle/insight/types/baseline.ts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useAddress } from '../../../ground/address.ts'
import { Bars } from '../../../ground/Bars.tsx'
import { CodeChip } from '../../../ground/CodeChip.tsx'
import { DataTable } from '../../../ground/DataTable.tsx'
import { Day, Deadline, dayText } from '../../../ground/Day.tsx'
import { Choices, Filters } from '../../../ground/Filters.tsx'
import { centsOf, Money } from '../../../ground/Money.tsx'
import { Facts } from '../../../ground/Page.tsx'
import { Split } from '../../../ground/Split.tsx'
import { Empty } from '../../../ground/states.tsx'
import { deniedColumns } from './columns.tsx'
import type { Show } from './Report.tsx'

const idOf = (row: DeniedClaim): string => `${row.claim}|${row.serviceOn}|${row.path}|${row.segment}`

const choicesOf = (
  rows: readonly DeniedClaim[],
  of: (row: DeniedClaim) => string,
  label: (row: DeniedClaim) => string,
) => {
  const found = new Map<string, { value: string; label: string; count: number }>()
  for (const row of rows) {
    const value = of(row)
    const before = found.get(value)
    found.set(value, { value, label: label(row), count: (before?.count ?? 0) + 1 })
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count).slice(0, 12)
}

/** Denied claims: those still inside their window, or all, as filtered in the address. */
export function Denied({ report, isWindow, show }: { report: BaselineReport; isWindow: boolean; show: Show }) {
  const [{ category, payer, clinician, month, state, week, open }, change] = useAddress()
  const all = isWindow ? report.deniedClaims.filter((row) => row.state === 'in window') : report.deniedClaims
  const inWeek = report.window.byWeek.find(({ from }) => from === week)
  const rows = all.filter(
    (row) =>
      (category === undefined || row.category === category) &&
      (payer === undefined || row.payer === payer) &&
      (clinician === undefined || (row.clinician || 'Not named in the files') === clinician) &&
      (month === undefined || row.month === month) &&
      (state === undefined || row.state === state) &&
      (!inWeek || (row.deadlineOn !== null && row.deadlineOn >= inWeek.from && row.deadlineOn <= inWeek.until)),
  )
  const opened = rows.find((row) => idOf(row) === open)
  const isFiltered = [category, payer, clinician, month, state, week].some((each) => each !== undefined)
  return (
    <Stack gap="sm">
      {isWindow && !opened && (
        <Window report={report} onWeek={(from) => change({ week: from === week ? undefined : from })} show={show} />
      )}
      <Filters>
        <Choices
          label="Root cause"
          value={category}
          onChange={(value) => change({ category: value })}
          of={choicesOf(
            all,
            (row) => row.category,
            (row) => row.name,
          )}
        />
        <Choices
          label="Payer"
          value={payer}
          onChange={(value) => change({ payer: value })}
          of={choicesOf(
            all,
            (row) => row.payer,
            (row) => row.payer,
          )}
        />
        {!isWindow && (
          <Choices
            label="State"
            value={state}
            onChange={(value) => change({ state: value })}
            of={choicesOf(
              all,
              (row) => row.state,
              (row) => row.state,
            )}
          />
        )}
        {isFiltered && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => show(isWindow ? 'window' : 'denied', { week: undefined })}
          >
            Clear filters{month ? ` (${month})` : ''}
            {clinician ? ` (${clinician})` : ''}
            {inWeek ? ` (week to ${dayText(inWeek.until)})` : ''}
          </Button>
        )}
      </Filters>
      <Split
        open={opened ? open : undefined}
        title={opened ? `${opened.name}: claim ${opened.claim}` : 'Denied claim'}
        onClose={() => change({ open: undefined })}
        list={
          <DataTable
            caption={isWindow ? 'Denied claims inside their window' : 'Denied claims'}
            fileName={isWindow ? 'audit-still-winnable' : 'audit-denied-claims'}
            columns={deniedColumns(report.asOf, isWindow)}
            rows={rows}
            idOf={idOf}
            openId={open}
            amount={(row) => centsOf(row.dollars)}
            onOpen={(row) => change({ open: idOf(row) })}
            isMain
            empty={
              <Empty>
                {isFiltered
                  ? 'No denied claim is like this.'
                  : isWindow
                    ? 'No denied claim in these files is still inside its window.'
                    : 'No denial in these files.'}
              </Empty>
            }
          />
        }
      >
        {opened && <Detail row={opened} asOf={report.asOf} />}
      </Split>
    </Stack>
  )
}

function Window({ report, onWeek, show }: { report: BaselineReport; onWeek: (from: string) => void; show: Show }) {
  const { window } = report
  const rest = [
    [window.sentAgain, 'sent again since, no answer in these files', 'sent again'],
    [window.withoutDeadline, 'without a deadline, since the file gives no day', 'no deadline known'],
    [window.past, 'window closed by the default days; look before giving up', 'past window'],
  ] as const
  return (
    <>
      <Stack gap={2}>
        <Text fw={600}>{window.sentence.replace(/\d{4}-\d\d-\d\d/, (day) => dayText(day))}</Text>
        {window.expected.claims > 0 && (
          <Text size="sm">
            About ${window.expected.amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',')} of it can be expected back, at what
            the payers usually allow ({window.expected.claims.toLocaleString('en-US')} claims). Windows are defaults,
            unverified: confirm.
          </Text>
        )}
        <Group gap="md">
          {rest
            .filter(([of]) => of.claims > 0)
            .map(([of, says, state]) => (
              <Button key={state} size="compact-sm" variant="subtle" px={0} onClick={() => show('denied', { state })}>
                {of.claims.toLocaleString('en-US')} more: {says}
              </Button>
            ))}
        </Group>
      </Stack>
      <Bars
        title="Billed dollars by week of deadline"
        onOpen={({ id }) => onWeek(id)}
        of={window.byWeek.slice(0, 16).map((week) => ({
          id: week.from,
          label: `by ${dayText(week.until)}`,
          value: centsOf(week.dollars) ?? 0,
          says: `$${week.dollars.replace(/\.\d\d$/, '').replace(/\B(?=(\d{3})+$)/g, ',')}, ${week.claims} ${week.claims === 1 ? 'claim' : 'claims'}`,
        }))}
      />
    </>
  )
}

function Detail({ row, asOf }: { row: DeniedClaim; asOf: string }) {
  return (
    <Stack gap="sm">
      <Text fw={600}>{row.next}</Text>
      <Facts
        of={[
          ['Deadline', <Deadline key="deadline" on={row.deadlineOn} today={asOf} />],
          ['Because', row.basis],
          ['To do', row.action],
          ['Desk', row.owner],
          ['Stands', row.state],
          ['Billed', <Money key="billed" amount={centsOf(row.dollars)} />],
          ['Expected back', row.expected && <Money key="expected" amount={centsOf(row.expected)} />],
          ['Payer', row.payer],
          ["Payer's claim number", row.payerClaim],
          ['Visit', <Day key="visit" on={row.serviceOn} />],
          ['Denied', <Day key="denied" on={row.deniedOn} />],
          ['Clinician', row.clinician],
          ['Procedures', row.procedures],
          ['File', `${row.path}, segment ${row.segment}`],
        ]}
      />
      <Group gap={4}>
        {row.codes.map((code) => {
          const [, reason] = /^(?:CO|OA|PI|PR|CR)-(.+)$/.exec(code) ?? []
          return <CodeChip key={code} type={reason ? 'carc' : 'rarc'} code={reason ?? code} />
        })}
      </Group>
    </Stack>
  )
}

import { Button, Group, Modal, Progress, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { moneyText } from './Money.tsx'

/** Something that can be done with many rows at once. What it would do is shown before it is done. */
export type BatchAction<Row> = {
  readonly id: string
  /** "Release" */
  readonly verb: string
  /** "claim", "claims" */
  readonly noun: readonly [one: string, many: string]
  /** Asked for once and given to every row. */
  readonly reason?: string
  /** Why a row is left out; null when it takes part. */
  readonly skips: (row: Row) => string | null
  readonly run: (row: Row, reason: string) => Promise<unknown>
  /** Does all of them in one step that can be undone as one; then `run` is not asked. */
  readonly runAll?: (rows: readonly Row[], reason: string) => Promise<unknown>
  readonly onDone?: () => void
}

const plural = (count: number, [one, many]: readonly [string, string]): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

const counted = (reasons: readonly string[]): [string, number][] =>
  [...Map.groupBy(reasons, (reason) => reason)].map(([reason, all]) => [reason, all.length])

const abreast = 4

type Standing = { readonly isRunning: boolean; readonly done: number; readonly failed: readonly string[] }
const before: Standing = { isRunning: false, done: 0, failed: [] }

/** Says what would happen, does it with progress, and says what happened. */
export function BatchDialog<Row>({
  action,
  rows,
  amount,
  onClose,
}: {
  action: BatchAction<Row>
  rows: readonly Row[]
  amount: ((row: Row) => number | null) | undefined
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [standing, setStanding] = useState(before)
  const left = rows.filter((row) => action.skips(row) === null)
  const skipped = counted(rows.flatMap((row) => action.skips(row) ?? []))
  const sum = amount ? left.reduce((total, row) => total + (amount(row) ?? 0), 0) : null
  const { isRunning, done, failed } = standing
  const isOver = !isRunning && done + failed.length > 0

  const runAtOnce = async (all: NonNullable<typeof action.runAll>) => {
    setStanding({ ...before, isRunning: true })
    const problem = await all(left, reason.trim())
      .then(() => null)
      .catch((error: unknown) => (error as Error).message)
    const isDone = problem === null
    setStanding({ isRunning: false, done: isDone ? left.length : 0, failed: isDone ? [] : left.map(() => problem) })
    action.onDone?.()
    if (isDone) onClose()
  }

  const run = async () => {
    if (action.runAll) return runAtOnce(action.runAll)
    const queue = [...left]
    const failures: string[] = []
    let through = 0
    setStanding({ ...before, isRunning: true })
    const work = async () => {
      for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
        try {
          await action.run(row, reason.trim())
          through += 1
        } catch (error) {
          failures.push((error as Error).message)
        }
        setStanding({ isRunning: true, done: through, failed: [...failures] })
      }
    }
    await Promise.all(Array.from({ length: abreast }, work))
    setStanding({ isRunning: false, done: through, failed: failures })
    action.onDone?.()
  }

  return (
    <Modal opened onClose={() => !isRunning && onClose()} title={`${action.verb} ${plural(left.length, action.noun)}`}>
      <Stack>
        <Text>
          {plural(left.length, action.noun)}
          {sum !== null && `, $${moneyText(sum)}`}
          {skipped.length > 0 && `, ${skipped.reduce((total, [, count]) => total + count, 0)} skipped:`}
        </Text>
        {skipped.length > 0 && (
          <ul className="plain-list">
            {skipped.map(([why, count]) => (
              <li key={why}>
                {count.toLocaleString('en-US')}: {why}
              </li>
            ))}
          </ul>
        )}
        {action.reason && !isOver && (
          <Textarea
            label={action.reason}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            disabled={isRunning}
            minRows={2}
            autosize
          />
        )}
        <div role="status">
          {(isRunning || isOver) && (
            <Stack gap={4}>
              <Progress value={((done + failed.length) * 100) / Math.max(1, left.length)} aria-label="Progress" />
              <Text size="sm">
                {done.toLocaleString('en-US')} of {left.length.toLocaleString('en-US')} done
                {failed.length > 0 && `, ${failed.length.toLocaleString('en-US')} not`}
              </Text>
            </Stack>
          )}
        </div>
        {isOver && failed.length > 0 && (
          <ul className="plain-list needs-you">
            {counted(failed).map(([why, count]) => (
              <li key={why}>
                {count.toLocaleString('en-US')}: {why}
              </li>
            ))}
          </ul>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} disabled={isRunning}>
            {isOver ? 'Close' : 'Cancel'}
          </Button>
          {!isOver && (
            <Button
              loading={isRunning}
              disabled={left.length === 0 || (action.reason !== undefined && reason.trim().length < 5)}
              onClick={() => void run()}
            >
              {action.verb} {plural(left.length, action.noun)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

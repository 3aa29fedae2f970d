import { Anchor, Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { denialQuery, meQuery, rootCausesQuery, workDenial } from '../../ground/api.ts'
import type { DenialDetail, DenialWork } from '../../ground/api-types.ts'
import { CodeChip } from '../../ground/CodeChip.tsx'
import { Day, Deadline, dayText } from '../../ground/Day.tsx'
import { moneyText } from '../../ground/Money.tsx'
import { Facts, Part } from '../../ground/Page.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'

const words = (text: string): string => text.replaceAll('_', ' ').toLowerCase()

/** One denial: why, by when, what to do in which order, and what was done. */
export function Denial({ id }: { id: string }) {
  const denial = useQuery(denialQuery(id))
  const { data: me } = useQuery(meQuery)
  return (
    <Answer of={denial}>
      {(it) => (
        <Stack gap="sm">
          <Group gap="xs">
            <Status status={it.state} />
            <Text fw={600}>${moneyText(it.atStakeCents)} at stake</Text>
            <Text size="sm" className="quiet">
              {words(it.atStakeBase)}
            </Text>
            <Deadline on={it.deadlineOn} today={me?.today} />
          </Group>
          <Group gap={4}>
            {[...new Set(it.reasons)].map((code) => (
              <CodeChip key={code} type="carc" code={code} />
            ))}
            {[...new Set(it.remarks)].map((code) => (
              <CodeChip key={code} type="rarc" code={code} />
            ))}
          </Group>
          {me?.permissions.includes('denial.work') && <Steps denial={it} />}
          <Part title="What to do">
            <ol className="steps">
              {it.advice.next.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </Part>
          <Part title="Why we think so">
            <ul className="plain-list">
              {it.advice.why.map((why) => (
                <li key={why}>{why}</li>
              ))}
            </ul>
            <Facts
              of={[
                ['Root cause', it.categoryName],
                ['Sure', `${it.confidence} %`],
                ['Changed by', it.overriddenBy && `${it.overriddenBy}: ${it.overrideReason ?? ''}`],
                ['Born at', words(it.origin)],
                ['Usual way out', words(it.disposition)],
                ['May the patient be billed', words(it.patientBillable)],
                ['For', words(it.owner)],
                ['Goes up to', it.escalation.map(words).join(', ')],
              ]}
            />
          </Part>
          <Part title="The claim">
            <Facts
              of={[
                ['Visit', <Day key="visit" on={it.serviceOn} today={me?.today} />],
                ['Payer', it.payer],
                ['Phone', it.payerPhone],
                ['Denied', dayText(it.openedOn)],
                [
                  'Claim',
                  <Anchor key="claim" component={Link} to={`/claims/${it.claimId}`} size="sm">
                    {it.controlNumber}
                  </Anchor>,
                ],
                [
                  'Decided in',
                  <Anchor
                    key="payment"
                    component={Link}
                    to="/remittances"
                    search={{ open: it.remittanceId } as never}
                    size="sm"
                  >
                    Its payment
                  </Anchor>,
                ],
              ]}
            />
          </Part>
          {it.notes.length > 0 && (
            <Part title="Notes">
              <ol className="timeline">
                {it.notes.map((note) => (
                  <li key={note.id}>
                    <Text size="sm" className="quiet">
                      {dayText(note.writtenAt)}, {note.author}
                    </Text>
                    <Text size="sm">{note.text}</Text>
                  </li>
                ))}
              </ol>
            </Part>
          )}
        </Stack>
      )}
    </Answer>
  )
}

type Task = 'note' | 'cause' | 'close'

function Steps({ denial }: { denial: DenialDetail }) {
  const [task, setTask] = useState<Task | null>(null)
  const client = useQueryClient()
  const work = useMutation({
    mutationFn: (change: Omit<DenialWork, 'version'>) => workDenial(denial.id, { ...change, version: denial.version }),
    onSuccess: async () => {
      setTask(null)
      await client.invalidateQueries()
      done('Written down.')
    },
  })
  useHotkeys([['n', () => setTask('note')]])
  const isOver = denial.state === 'closed'
  return (
    <>
      <Group gap="xs" className="no-print">
        <Button size="compact-sm" onClick={() => setTask('note')} rightSection={<kbd>N</kbd>}>
          Note and next date
        </Button>
        {!isOver && (
          <>
            <Button size="compact-sm" variant="default" onClick={() => work.mutate({ state: 'appealed' })}>
              Appealed
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => work.mutate({ state: 'resubmitted' })}>
              Sent again
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setTask('close')}>
              Close
            </Button>
          </>
        )}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setTask('cause')}>
          Another root cause
        </Button>
      </Group>
      {work.error && task === null && <Failure error={work.error} />}
      {task && <Asking task={task} denial={denial} work={work} onClose={() => setTask(null)} />}
    </>
  )
}

const titles: Readonly<Record<Task, string>> = {
  note: 'Note and next date',
  cause: 'Another root cause',
  close: 'Close this denial',
}

function Asking({
  task,
  denial,
  work,
  onClose,
}: {
  task: Task
  denial: DenialDetail
  work: { mutate: (change: Omit<DenialWork, 'version'>) => void; isPending: boolean; error: Error | null }
  onClose: () => void
}) {
  const { data } = useQuery(rootCausesQuery)
  const [category, setCategory] = useState<string | null>(null)
  const submit = (form: FormData) => {
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    if (task === 'note')
      work.mutate({
        note: text('note'),
        ...(text('followUpOn') ? { followUpOn: text('followUpOn') } : {}),
        ...(denial.state === 'open' ? { state: 'working' as const } : {}),
      })
    else if (task === 'close') work.mutate({ state: 'closed', outcome: text('outcome') })
    else if (category) work.mutate({ category, reason: text('reason') })
  }
  return (
    <Modal opened onClose={onClose} title={titles[task]}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        <Stack>
          {task === 'note' && (
            <>
              <Textarea
                label="What was said or done"
                description="Whom you spoke with, and their reference number."
                name="note"
                required
                autosize
                minRows={3}
                data-autofocus
              />
              <TextInput label="Look again on" name="followUpOn" type="date" defaultValue={denial.followUpOn ?? ''} />
            </>
          )}
          {task === 'close' && <Textarea label="How it ended" name="outcome" required autosize data-autofocus />}
          {task === 'cause' && (
            <>
              <Select
                label="Root cause"
                searchable
                value={category}
                onChange={setCategory}
                data={(data?.causes ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                data-autofocus
              />
              <Textarea label="Why it is another" name="reason" required autosize minRows={2} />
            </>
          )}
          {work.error && <Failure error={work.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={work.isPending} disabled={task === 'cause' && !category}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

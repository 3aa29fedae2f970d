import { Button, Group, Modal, NumberInput, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { dayText } from '../../ground/Day.tsx'
import { Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { answerLimit, type Coverage, type LimitAnswerRow } from './eligibility.ts'

type Choice = LimitAnswerRow['choice']

export const choiceWords: Readonly<Record<Choice, string>> = {
  private: 'the patient pays alone',
  called_off: 'the visits are called off',
  asked_plan: 'the plan was asked for more',
}
const doneWords: Readonly<Record<Choice, string>> = {
  private: 'Kept. These visits are charged to the patient and never billed to the plan.',
  called_off: 'Kept. The visits are called off.',
  asked_plan: 'Kept. Look again on the day you set.',
}

/** What patient and practice agreed for the visits that the plan does not pay; asked before the visit. */
export function BeyondForm({
  it,
  onClose,
  onDone,
}: {
  it: Coverage
  onClose: () => void
  onDone: () => Promise<unknown>
}) {
  const [choice, setChoice] = useState<Choice | null>(null)
  const [by, setBy] = useState('')
  const [signedAs, setSignedAs] = useState<string | null>('patient')
  const [method, setMethod] = useState<string | null>('paper')
  const [fee, setFee] = useState<string | number>('')
  const [followUpOn, setFollowUpOn] = useState('')
  const answer = () =>
    choice === 'private'
      ? { choice, signedBy: by, signedAs, method, fee: fee === '' ? null : Math.round(Number(fee) * 100) }
      : choice === 'asked_plan'
        ? { choice, saidBy: by, followUpOn }
        : { choice, saidBy: by }
  const save = useMutation({
    mutationFn: () => answerLimit(it.coverage.id, answer()),
    onSuccess: async () => {
      await onDone()
      if (choice) done(doneWords[choice])
      onClose()
    },
  })
  const days = it.beyond.map((visit) => dayText(visit.on)).join('; ')
  return (
    <Modal opened onClose={onClose} title={`Beyond the plan’s visits: ${it.coverage.patient}`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {days === '' ? 'No visit beyond the limit is booked.' : `Booked beyond the limit: ${days}.`} Ask before the
            visit: what is signed afterwards binds nobody.
          </Text>
          <Radio.Group
            label="How does it go on?"
            required
            value={choice}
            onChange={(value) => setChoice(value as Choice)}
          >
            <Stack gap={4} mt={4}>
              <Radio value="private" label="The patient signs to pay for these visits alone" data-autofocus />
              <Radio value="called_off" label="The patient calls these visits off" />
              <Radio value="asked_plan" label="The plan was asked for more visits" />
            </Stack>
          </Radio.Group>
          <TextInput
            label={choice === 'private' ? 'Who signed?' : 'Who said so?'}
            required
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
          {choice === 'private' && it.caution && (
            <Text size="sm" className="needs-you">
              {it.caution}
            </Text>
          )}
          {choice === 'private' && (
            <Group grow align="flex-start">
              <Select
                label="Signed as"
                data={['patient', 'parent', 'guardian', 'representative']}
                value={signedAs}
                onChange={setSignedAs}
                allowDeselect={false}
              />
              <Select
                label="Signed on"
                data={['paper', 'screen']}
                value={method}
                onChange={setMethod}
                allowDeselect={false}
              />
              <NumberInput
                label="Each visit"
                description="Empty: your usual charge"
                min={0}
                decimalScale={2}
                prefix="$"
                hideControls
                value={fee}
                onChange={setFee}
              />
            </Group>
          )}
          {choice === 'asked_plan' && (
            <TextInput
              label="Look again on"
              type="date"
              required
              min={it.today}
              value={followUpOn}
              onChange={(event) => setFollowUpOn(event.currentTarget.value)}
            />
          )}
          {save.error && <Failure error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending} disabled={choice === null}>
              Keep it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

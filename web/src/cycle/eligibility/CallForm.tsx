import { Button, Group, Modal, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { type Coverage, type Question, writeCall } from './eligibility.ts'

type Values = Readonly<Record<string, string | number>>

/** What the answers come to on the wire: cents, hundredths of a percent, or text; an empty field says nothing. */
const saidOf = (questions: readonly Question[], values: Values): Record<string, string | number> =>
  Object.fromEntries(
    questions.flatMap(({ name, unit }) => {
      const value = values[name]
      if (value === undefined || value === '') return []
      if (unit === 'cents' || unit === 'percent') return [[name, Math.round(Number(value) * 100)]]
      return [[name, unit === 'count' ? Number(value) : value]]
    }),
  )

/** The call form: what the payer did not say, asked one by one; who said it, to whom, and when, stays with each answer. */
export function CallForm({
  it,
  onClose,
  onDone,
}: {
  it: Coverage
  onClose: () => void
  onDone: () => Promise<unknown>
}) {
  const { questions } = it.unsaid
  const [values, setValues] = useState<Values>({})
  const [spokeWith, setSpokeWith] = useState('')
  const [reference, setReference] = useState('')
  const [note, setNote] = useState('')
  const [active, setActive] = useState<string | null>(null)
  const payer = it.standing?.holder?.name || it.coverage.payer
  const save = useMutation({
    mutationFn: () =>
      writeCall(it.coverage.id, {
        spokeWith,
        reference: reference.trim() || null,
        on: it.today,
        isActive: active === null ? null : active === 'yes',
        facts: saidOf(questions, values),
        note: note.trim() || null,
      }),
    onSuccess: async () => {
      await onDone()
      done('Written down.')
      onClose()
    },
  })
  const put = (name: string) => (value: string | number | null) => setValues({ ...values, [name]: value ?? '' })
  return (
    <Modal opened onClose={onClose} title={`Call to ${payer} about ${it.coverage.patient}`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="sm">
          <Text size="sm" className="quiet">
            Member {it.coverage.memberId}, born {it.coverage.birthOn}. Leave empty what was not said: nothing said is
            not zero.
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label="Who did you speak with?"
              required
              data-autofocus
              value={spokeWith}
              onChange={(event) => setSpokeWith(event.currentTarget.value)}
            />
            <TextInput
              label="Call reference"
              value={reference}
              onChange={(event) => setReference(event.currentTarget.value)}
            />
          </SimpleGrid>
          <Select
            label="Is the coverage active today?"
            data={['yes', 'no']}
            value={active}
            onChange={setActive}
            clearable
          />
          {questions.map((question) => (
            <Field
              key={question.name}
              question={question}
              value={values[question.name] ?? ''}
              onChange={put(question.name)}
            />
          ))}
          <Textarea
            label="Anything else they said"
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {save.error && <Failure error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Write it down
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Field({
  question: { question, unit, choices },
  value,
  onChange,
}: {
  question: Question
  value: string | number
  onChange: (value: string | number | null) => void
}) {
  if (unit === 'choice')
    return (
      <Select
        label={question}
        data={choices.map((choice) => ({ value: choice, label: choice.replaceAll('_', ' ') }))}
        value={String(value) || null}
        onChange={onChange}
        clearable
      />
    )
  if (unit === 'text')
    return <TextInput label={question} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  return (
    <NumberInput
      label={question}
      min={0}
      decimalScale={unit === 'count' ? 0 : 2}
      prefix={unit === 'cents' ? '$' : ''}
      suffix={unit === 'percent' ? ' %' : ''}
      hideControls
      value={value}
      onChange={onChange}
    />
  )
}

import {
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import type { ClinicalUpdate, RequestDetail } from './authorizations.ts'

type Measure = ClinicalUpdate['measures'][number]
type Props = {
  questions: RequestDetail['questions']
  start: Partial<ClinicalUpdate>
  today: string
  submit: string
  isBusy: boolean
  onSubmit: (update: Partial<ClinicalUpdate>) => void
}

/** The questions a payer asks, each once, in clinical words. */
export function ClinicalForm({ questions, start, today, submit, isBusy, onSubmit }: Props) {
  const [update, setUpdate] = useState<Partial<ClinicalUpdate>>(start)
  const set = (change: Partial<ClinicalUpdate>) => setUpdate({ ...update, ...change })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(update)
      }}
    >
      <Stack gap="sm" maw={720}>
        {questions.map(({ field, question, hint, isRequired }) => {
          const words = { label: question, description: hint, withAsterisk: isRequired }
          if (field === 'diagnoses')
            return (
              <TagsInput
                key={field}
                {...words}
                value={[...(update.diagnoses ?? [])]}
                onChange={(diagnoses) => set({ diagnoses: diagnoses.map((code) => code.toUpperCase()) })}
              />
            )
          if (field === 'measures')
            return (
              <Measures
                key={field}
                words={words}
                today={today}
                measures={update.measures ?? []}
                onChange={(measures) => set({ measures })}
              />
            )
          if (field === 'risk')
            return (
              <div key={field}>
                <Text size="sm" fw={500} id="risk">
                  {question}{' '}
                  <span aria-hidden className="losing">
                    *
                  </span>
                </Text>
                <SegmentedControl
                  aria-labelledby="risk"
                  value={update.risk ?? ''}
                  onChange={(risk) => set({ risk: risk as ClinicalUpdate['risk'] })}
                  data={['none', 'low', 'moderate', 'high']}
                />
              </div>
            )
          if (field === 'perWeek' || field === 'visits')
            return (
              <NumberInput
                key={field}
                {...words}
                min={0}
                max={field === 'visits' ? 999 : 7}
                w={220}
                value={update[field] ?? ''}
                onChange={(value) => set({ [field]: Number(value) || 0 })}
              />
            )
          if (field === 'riskPlan' && update.risk !== 'moderate' && update.risk !== 'high') return null
          return (
            <Textarea
              key={field}
              {...words}
              autosize
              minRows={2}
              maxLength={2000}
              value={String(update[field] ?? '')}
              onChange={(event) => set({ [field]: event.currentTarget.value })}
            />
          )
        })}
        <Group>
          <Button type="submit" loading={isBusy}>
            {submit}
          </Button>
          <Text size="sm" className="quiet">
            Only these answers go out. Session notes never do.
          </Text>
        </Group>
      </Stack>
    </form>
  )
}

function Measures({
  words,
  measures,
  today,
  onChange,
}: {
  words: { label: string; description: string }
  measures: readonly Measure[]
  today: string
  onChange: (measures: Measure[]) => void
}) {
  const change = (at: number, to: Partial<Measure>) =>
    onChange(measures.map((measure, i) => (i === at ? { ...measure, ...to } : measure)))
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>
        <Text size="sm" fw={500}>
          {words.label}
        </Text>
        <Text size="xs" c="dimmed">
          {words.description}
        </Text>
      </legend>
      <Stack gap={4}>
        {measures.map((measure, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; names may be typed twice.
          <Group key={i} gap="xs">
            <TextInput
              aria-label="Questionnaire"
              w={120}
              value={measure.name}
              onChange={(event) => change(i, { name: event.currentTarget.value })}
            />
            <NumberInput
              aria-label="Score"
              w={90}
              min={0}
              max={999}
              value={measure.score}
              onChange={(score) => change(i, { score: Number(score) || 0 })}
            />
            <TextInput
              aria-label="Day of the score"
              type="date"
              value={measure.on}
              onChange={(event) => change(i, { on: event.currentTarget.value })}
            />
            <Button variant="subtle" size="xs" onClick={() => onChange(measures.filter((_, at) => at !== i))}>
              Remove
            </Button>
          </Group>
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            onClick={() =>
              onChange([...measures, { name: measures.length === 0 ? 'PHQ-9' : 'GAD-7', score: 0, on: today }])
            }
          >
            Add a score
          </Button>
        </div>
      </Stack>
    </fieldset>
  )
}

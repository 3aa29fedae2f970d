import './note.css'
import {
  Box,
  Button,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
  UnstyledButton,
} from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { Day } from '../../ground/Day.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { decideTemplate, proposeTemplate, type Templates, templatesQuery } from './notes.ts'

type Template = Templates['templates'][number]
type Choice = 'required' | 'suggested' | 'not asked'

const titles: Readonly<Record<string, string>> = {
  individual_therapy: 'Individual session',
  med_management: 'Medication visit',
  med_management_with_therapy: 'Medication visit with therapy',
  family_with_patient: 'Family, with the patient',
  family_without_patient: 'Family, without the patient',
  group: 'Group',
  evaluation: 'First evaluation',
  crisis: 'Crisis',
  testing: 'Testing',
  telehealth_panel: 'At a distance, beside any of these',
  program_day: 'Program day',
  care_management_month: 'Shared care, by the month',
}
const titleOf = (template: string): string => titles[template] ?? template.replaceAll('_', ' ')

export function TemplatesPage() {
  const templates = useQuery(templatesQuery)
  const { of } = useSearch({ strict: false }) as { of?: string }
  const navigate = useNavigate()
  return (
    <Stack>
      <Title order={1}>What a note must hold</Title>
      <Text className="quiet">
        Billing proposes what a kind of note must hold, a clinician approves it; it then holds for every note signed
        from that day. No element can ask for what was said.
      </Text>
      <Answer of={templates}>
        {(it) => {
          const shown = it.templates.find(({ template }) => template === of) ?? it.templates[0]
          const go = (template: string | null) =>
            void navigate({ to: '/note-templates', search: { of: template } as never })
          return (
            <div className="note-kinds">
              <Select
                hiddenFrom="md"
                label="Kind of note"
                allowDeselect={false}
                data={it.templates.map((row) => ({ value: row.template, label: titleOf(row.template) }))}
                value={shown?.template ?? null}
                onChange={go}
              />
              <Box component="nav" visibleFrom="md" className="panel" aria-label="Kinds of note" p={6}>
                {it.templates.map((row) => (
                  <UnstyledButton
                    key={row.template}
                    className="rail-link"
                    w="100%"
                    aria-current={row.template === shown?.template ? 'page' : undefined}
                    onClick={() => go(row.template)}
                  >
                    {titleOf(row.template)}
                    {row.versions.some(({ state }) => state === 'proposed') && (
                      <span className="count needs-you">proposed</span>
                    )}
                  </UnstyledButton>
                ))}
              </Box>
              {shown && (
                <One key={`${shown.template}-${shown.versions.length}-${shown.version}`} template={shown} page={it} />
              )}
            </div>
          )
        }}
      </Answer>
    </Stack>
  )
}

function One({ template, page }: { template: Template; page: Templates }) {
  const me = useQuery(meQuery)
  const client = useQueryClient()
  const choiceOf = (row: { required: readonly string[]; suggested: readonly string[] }, id: string): Choice =>
    row.required.includes(id) ? 'required' : row.suggested.includes(id) ? 'suggested' : 'not asked'
  const [changed, setChanged] = useState<Readonly<Record<string, Choice>>>({})
  const [why, setWhy] = useState('')
  const waiting = template.versions.find(({ state }) => state === 'proposed')
  const choice = (id: string): Choice => changed[id] ?? choiceOf(template, id)
  const having = (wanted: Choice) => page.elements.map(({ id }) => id).filter((id) => choice(id) === wanted)
  const refresh = () => client.invalidateQueries({ queryKey: ['notes', 'templates'] })
  const propose = useMutation({
    mutationFn: () =>
      proposeTemplate(template.template, { required: having('required'), suggested: having('suggested'), why }),
    onSuccess: refresh,
  })
  const decide = useMutation({
    mutationFn: (isApproved: boolean) => decideTemplate(template.template, waiting?.version ?? 0, isApproved),
    onSuccess: refresh,
  })
  const mayPropose = (me.data?.permissions ?? []).includes('claim.work') && !waiting
  const isChanged = page.elements.some(({ id }) => choice(id) !== choiceOf(template, id))
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>{titleOf(template.template)}</Title>
        <Text className="quiet">
          {template.version === 0
            ? `Our default${template.standard.verified === 'V' ? '' : ', unverified: confirm'}`
            : `Version ${template.version} of this practice`}
        </Text>
      </Group>
      {waiting && (
        <Stack className="panel needs-you" p="md" gap="xs">
          <Text>
            {waiting.proposedBy} proposes: {waiting.why}
          </Text>
          <Text>
            {page.elements
              .filter(({ id }) => choiceOf(waiting, id) !== choiceOf(template, id))
              .map(({ id, words }) => `${words}: ${choiceOf(template, id)} becomes ${choiceOf(waiting, id)}`)
              .join('; ') || 'Nothing would change.'}
          </Text>
          {page.mayApprove ? (
            <Group>
              <Button onClick={() => decide.mutate(true)}>Approve</Button>
              <Button variant="default" onClick={() => decide.mutate(false)}>
                Decline
              </Button>
            </Group>
          ) : (
            <Text>A clinician decides.</Text>
          )}
        </Stack>
      )}
      <div className="panel table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">The note holds</th>
              <th scope="col">Asked</th>
            </tr>
          </thead>
          <tbody>
            {page.elements
              .filter(({ id }) => mayPropose || choiceOf(template, id) !== 'not asked')
              .map(({ id, words, verified }) => (
                <tr key={id}>
                  <td style={{ whiteSpace: 'normal' }}>
                    {words} {verified !== 'V' && <span className="quiet">default, unverified: confirm</span>}
                  </td>
                  <td style={{ maxWidth: 'none' }}>
                    {mayPropose ? (
                      <SegmentedControl
                        size="xs"
                        aria-label={words}
                        data={['required', 'suggested', 'not asked']}
                        value={choice(id)}
                        onChange={(value) => setChanged({ ...changed, [id]: value as Choice })}
                      />
                    ) : (
                      choice(id)
                    )}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {mayPropose && isChanged && (
        <Group align="end">
          <TextInput
            label="Why? The clinician who approves it reads this."
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
            style={{ flex: 1 }}
          />
          <Button loading={propose.isPending} onClick={() => propose.mutate()}>
            Propose
          </Button>
        </Group>
      )}
      {(propose.error ?? decide.error) && <Failure error={(propose.error ?? decide.error) as Error} />}
      {template.versions.length > 0 && (
        <ol className="timeline">
          {template.versions.map((row) => (
            <li key={row.version}>
              <Text size="sm" className="quiet">
                Version {row.version}, proposed by {row.proposedBy} on <Day on={row.proposedOn} />
              </Text>
              <Text>
                {row.why} {row.state}
                {row.decidedBy && ` by ${row.decidedBy}`}
              </Text>
            </li>
          ))}
        </ol>
      )}
    </Stack>
  )
}

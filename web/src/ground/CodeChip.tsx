import { Anchor, Popover, Stack, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { codeQuery } from './api.ts'

/** carc: why a payer cut a line; rarc: its remark; procedure: what was done; place: where. */
export type CodeType = 'carc' | 'rarc' | 'procedure' | 'modifier' | 'place'

const kinds: Readonly<Record<CodeType, string>> = {
  carc: 'Adjustment reason',
  rarc: 'Remark',
  procedure: 'Service',
  modifier: 'Modifier',
  place: 'Place of service',
}

// Whose money an adjustment takes from is told by the letters before its reason.
const groups: Readonly<Record<string, string>> = {
  CO: 'by contract: not owed by the patient',
  PR: 'the patient owes it',
  OA: 'other: usually another payer or information',
  PI: "the payer's own reduction: often to be disputed",
}

/** A code that says what it means when asked, in our own words. `CO-45` is asked for as its reason, 45. */
export function CodeChip({ type, code }: { type: CodeType; code: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} withArrow shadow="md" position="bottom-start">
      <Popover.Target>
        <UnstyledButton
          className="code-chip"
          aria-label={`${code}: what does it mean?`}
          onClick={() => setOpen((was) => !was)}
        >
          {code}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <Explanation type={type} code={code} />}</Popover.Dropdown>
    </Popover>
  )
}

function Explanation({ type, code }: { type: CodeType; code: string }) {
  const [group, reason] = type === 'carc' && code.includes('-') ? code.split('-') : [undefined, code]
  const { data, error } = useQuery(codeQuery(type, reason ?? code))
  return (
    <Stack gap={6}>
      <Text size="sm" className="quiet">
        {kinds[type]} {code}
        {group && groups[group] && `, ${groups[group]}`}
      </Text>
      {data && (
        <Text size="sm" fw={600}>
          {data.label}
        </Text>
      )}
      {data?.cause && <Text size="sm">Usual cause: {data.cause}</Text>}
      {data?.fix && <Text size="sm">Usual fix: {data.fix.replaceAll('_', ' ')}</Text>}
      {data?.note && (
        <Text size="xs" className="quiet">
          {data.note}
        </Text>
      )}
      {error && <Text size="sm">We have no words for {code} yet. Ask the payer what it stands for, and note it.</Text>}
      {!data && !error && <Text size="sm">Looking up {code}…</Text>}
      {type === 'carc' && (
        <Anchor component={Link} to="/denials" size="sm" onClick={(event) => event.stopPropagation()}>
          Denials by root cause
        </Anchor>
      )}
    </Stack>
  )
}

import { Popover, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { codeQuery } from './api.ts'

export type CodeType = 'carc' | 'rarc' | 'cpt' | 'modifier' | 'pos'

/** A code that says what it means when asked, in our own words. */
export function CodeChip({ type, code }: { type: CodeType; code: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} width={300} withArrow shadow="md" trapFocus={false}>
      <Popover.Target>
        <UnstyledButton
          className="panel"
          px={6}
          fz={12}
          mih={24}
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
  const { data, error } = useQuery(codeQuery(type, code))
  if (error) return <Text size="sm">No explanation of {code} is at hand.</Text>
  if (!data) return <Text size="sm">Looking up {code}…</Text>
  return (
    <>
      <Text size="sm" fw={600}>
        {code}
      </Text>
      <Text size="sm">{data.meaning}</Text>
      {data.usualCause && <Text size="sm">Usual cause: {data.usualCause}</Text>}
      {data.usualFix && <Text size="sm">Usual fix: {data.usualFix}</Text>}
    </>
  )
}

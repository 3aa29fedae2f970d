import { Button, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { TakenFile } from '../../ground/api-types.ts'
import { Part } from '../../ground/Page.tsx'

/** Which of a file's columns is which of our fields; asked once, kept for the next file of its kind. */
export function Mapping({
  name,
  kind,
  unmapped,
  onChosen,
}: {
  name: string
  kind: string
  unmapped: NonNullable<TakenFile['unmapped']>
  onChosen: (columns: Readonly<Record<string, string>>) => void
}) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const isWhole = unmapped.missing.every((field) => chosen[field])
  return (
    <Part title={`Which columns of ${name} are these?`}>
      <Stack gap="sm">
        <Text size="sm">Nothing was taken yet. Your answer is kept for the next file of {kind}.</Text>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
          {unmapped.missing.map((field) => (
            <Select
              key={field}
              label={field.replaceAll('_', ' ')}
              placeholder="Choose a column"
              searchable
              data={[...unmapped.headers]}
              value={chosen[field] ?? null}
              onChange={(header) => header && setChosen({ ...chosen, [field]: header })}
            />
          ))}
        </SimpleGrid>
        <Group>
          <Button size="compact-sm" disabled={!isWhole} onClick={() => onChosen(chosen)}>
            Read it with these columns
          </Button>
        </Group>
      </Stack>
    </Part>
  )
}

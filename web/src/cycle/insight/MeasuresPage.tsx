import { SimpleGrid, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { homeQuery } from '../../ground/api.ts'
import { MeasureCard } from '../../ground/MeasureCard.tsx'
import { Answer } from '../../ground/states.tsx'
import { Indicators } from '../review/Indicators.tsx'

export function MeasuresPage() {
  const home = useQuery(homeQuery)
  return (
    <Stack>
      <Title order={1}>Measures</Title>
      <Answer of={home}>
        {({ measures }) => (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {measures.map((measure) => (
              <MeasureCard key={measure.id} measure={measure} />
            ))}
          </SimpleGrid>
        )}
      </Answer>
      <Indicators />
    </Stack>
  )
}

import { SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { homeQuery } from '../../ground/api.ts'
import { MeasureCard } from '../../ground/MeasureCard.tsx'
import { Page } from '../../ground/Page.tsx'
import { Answer } from '../../ground/states.tsx'
import { Indicators } from '../review/Indicators.tsx'

export function MeasuresPage() {
  const home = useQuery(homeQuery)
  return (
    <Page title="Measures">
      <Answer of={home}>
        {({ measures }) => (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
            {measures.map((measure) => (
              <MeasureCard key={measure.id} measure={measure} isWhole />
            ))}
          </SimpleGrid>
        )}
      </Answer>
      <Indicators />
    </Page>
  )
}

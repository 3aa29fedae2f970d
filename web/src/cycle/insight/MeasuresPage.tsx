import { Button, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { homeQuery } from '../../ground/api.ts'
import { MeasureCard } from '../../ground/MeasureCard.tsx'
import { Page } from '../../ground/Page.tsx'
import { Answer } from '../../ground/states.tsx'
import { Indicators } from '../review/Indicators.tsx'

export function MeasuresPage() {
  const home = useQuery(homeQuery)
  const navigate = useNavigate()
  return (
    <Page
      title="Measures"
      actions={
        <Button size="xs" variant="default" onClick={() => void navigate({ to: '/leakage' })}>
          Where money leaks
        </Button>
      }
    >
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

import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Answer } from '../../ground/states.tsx'
import { laborQuery } from './review.ts'

export function LaborPage() {
  const labor = useQuery(laborQuery)
  return (
    <Stack maw={820}>
      <div>
        <Title order={1}>Who does what</Title>
        <Text className="quiet">
          Written from this practice's own rules and people; when they change, this page does.
        </Text>
      </div>
      <Answer of={labor}>
        {({ document: own, naming, hearing }) => (
          <>
            <Part title="What must I write?" says={own.says}>
              {own.services.map(({ name, times, needs }) => (
                <details key={name}>
                  <summary>
                    {name.charAt(0).toUpperCase() + name.slice(1)}{' '}
                    <span className="quiet">({times} in the last 90 days)</span>
                  </summary>
                  <ul style={{ margin: '4px 0 8px' }}>
                    {needs.map((need) => (
                      <li key={need}>{need}</li>
                    ))}
                  </ul>
                </details>
              ))}
            </Part>
            <Part title="Who names the service, and who corrects it?" says={naming.says} />
            <Part title="How will I hear of a pattern?" says={hearing.says} />
          </>
        )}
      </Answer>
    </Stack>
  )
}

function Part({ title, says, children }: { title: string; says: readonly string[]; children?: React.ReactNode }) {
  return (
    <Stack className="panel" p="md" gap="xs">
      <Title order={2}>{title}</Title>
      {says.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      {children}
    </Stack>
  )
}

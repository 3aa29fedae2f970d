import type { chargesPage } from '@ballast/server/cycle/practice/actions/settings.ts'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { Answer } from '../../ground/states.tsx'
import { Prices } from './Prices.tsx'
import { Settings } from './Settings.tsx'

type It = Of<typeof chargesPage>

/** What the practice charges, code by code. */
export function ChargesPage() {
  const page = useQuery({ queryKey: ['settings', 'charges'], queryFn: () => ask<It>('/practices/charges') })
  return (
    <Settings title="Charges" about="One amount a code, whoever pays">
      <Answer of={page}>
        {(it) => (
          <Stack gap="sm">
            <Prices
              title="Charges"
              word="Charge"
              at="/practices/charges"
              rows={it.charges.map((row) => ({ ...row, credential: '*' }))}
              today={it.today}
              nothing="No charge yet. A visit whose code has no charge makes no claim."
            />
            <Text size="sm" className="quiet">
              A change counts for visits from its day on; claims drafted before keep what they say. Many at once: a CSV
              with the columns code, charge and from, on the{' '}
              <Link to="/import" className="link">
                Import
              </Link>{' '}
              page.
            </Text>
          </Stack>
        )}
      </Answer>
    </Settings>
  )
}

import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { claimQuery } from '../../ground/api.ts'
import type { ClaimDetail } from '../../ground/api-types.ts'
import { CodeChip } from '../../ground/CodeChip.tsx'
import { Day } from '../../ground/Day.tsx'
import { centsOf, Money, moneyText } from '../../ground/Money.tsx'
import { Facts, Part } from '../../ground/Page.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer } from '../../ground/states.tsx'
import { Timeline } from './Timeline.tsx'
import { Waterfall } from './Waterfall.tsx'
import { Work } from './Work.tsx'

/** A claim, on its own page or beside its list: who owes and what is next, what happened, the money, the lines. */
export function Claim({ id, isBeside = false }: { id: string; isBeside?: boolean }) {
  const claim = useQuery(claimQuery(id))
  return (
    <Answer of={claim}>
      {(it) => (
        <Stack gap="sm">
          <Group gap="xs">
            <Status status={it.status} />
            <Text size="sm">
              {it.payer}
              {it.rank > 1 && ' (second plan)'}, <Day on={it.on} />, {it.clinician}
            </Text>
            {isBeside && (
              <Anchor component={Link} to={`/claims/${it.id}`} size="sm" ml="auto">
                Own page
              </Anchor>
            )}
          </Group>
          <Work claim={it} />
          <SimpleGrid cols={isBeside ? 1 : { base: 1, md: 2 }} spacing="sm">
            <Stack gap="sm">
              <Part title="Money" isFlush>
                <Waterfall claim={it} />
              </Part>
              <Part title="Lines" isFlush>
                <Lines claim={it} />
              </Part>
              <Part title="About this claim">
                <About claim={it} />
              </Part>
            </Stack>
            <Timeline claim={it} />
          </SimpleGrid>
        </Stack>
      )}
    </Answer>
  )
}

function Lines({ claim }: { claim: ClaimDetail }) {
  return (
    <section className="table-scroll fits" aria-label="Lines" tabIndex={-1}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Modifiers</th>
            <th scope="col" className="number">
              Units
            </th>
            <th scope="col" className="number">
              Charge
            </th>
            <th scope="col" className="number">
              Expected
            </th>
          </tr>
        </thead>
        <tbody>
          {claim.lines.map((line) => (
            <tr key={line.reference}>
              <td>
                <CodeChip type="procedure" code={line.code} />
              </td>
              <td>
                <Group gap={4}>
                  {line.modifiers.map((code) => (
                    <CodeChip key={code} type="modifier" code={code} />
                  ))}
                </Group>
              </td>
              <td className="number">{line.units}</td>
              <td>
                <Money amount={centsOf(line.charge)} />
              </td>
              <td>
                <Money amount={centsOf(line.expected)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function About({ claim }: { claim: ClaimDetail }) {
  const others = claim.lineage.filter((each) => each.id !== claim.id)
  return (
    <Facts
      of={[
        ['Our number', claim.controlNumber],
        ["Payer's number, to quote on the phone", claim.payerClaimNumber],
        [
          'Decided before',
          claim.priors.length > 0 &&
            claim.priors.map((prior) => (
              <div key={prior.payer}>
                {prior.payer}, <Day on={prior.paidOn} />: paid {moneyText(centsOf(prior.paid) ?? 0)}, left{' '}
                {moneyText(centsOf(prior.left) ?? 0)} <span className="quiet">{prior.payerClaimNumber}</span>
              </div>
            )),
        ],
        ['Authorization', claim.authorizationNumber],
        ['Diagnoses', claim.diagnoses.join(', ')],
        ['Place of service', <CodeChip key="place" type="place" code={claim.placeOfService} />],
        ['Minutes', claim.minutes],
        ['Location', claim.location],
        ['Sent in', claim.batchFile],
        [
          'Same visit',
          others.length > 0 &&
            others.map((each) => (
              <div key={each.id}>
                <Anchor component={Link} to={`/claims/${each.id}`} size="sm">
                  {each.controlNumber}
                </Anchor>{' '}
                <Status status={each.status} />
              </div>
            )),
        ],
      ]}
    />
  )
}

import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { claimQuery } from '../../ground/api.ts'
import { Page } from '../../ground/Page.tsx'
import { Claim } from './Claim.tsx'

export function ClaimPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data } = useQuery(claimQuery(id))
  return (
    <Page
      title={data?.patient ?? 'Claim'}
      actions={
        <Anchor component={Link} to="/claims" size="sm">
          All claims
        </Anchor>
      }
    >
      <Claim id={id} />
    </Page>
  )
}

import { Anchor, Group, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery, sourceQuery } from '../../ground/api.ts'
import type { ClaimDetail, TimelineEvent } from '../../ground/api-types.ts'
import { Day } from '../../ground/Day.tsx'
import { Part } from '../../ground/Page.tsx'
import { Segments } from '../../ground/Segments.tsx'
import { Answer } from '../../ground/states.tsx'

/** What happened to the claim, first to last; each step that came from a file shows its segments when asked. */
export function Timeline({ claim }: { claim: ClaimDetail }) {
  return (
    <Part title="What happened">
      <ol className="timeline">
        {claim.timeline.map((event) => (
          <Step key={event.id} claimId={claim.id} event={event} />
        ))}
      </ol>
    </Part>
  )
}

// What the program does by itself is done under a job's name, which says nothing to a reader.
const actorWords = (actor: string): string => (/^[a-z]+([.-][a-z]+)*$/.test(actor) ? 'by itself' : actor)

function Step({ claimId, event }: { claimId: string; event: TimelineEvent }) {
  const { data: me } = useQuery(meQuery)
  const [isOpen, setOpen] = useState(false)
  const remittance = event.detail.remittanceId
  return (
    <li>
      <Text size="sm" className="quiet">
        <Day on={event.on} today={me?.today} />, {actorWords(event.actor)}
      </Text>
      <Text size="sm">{event.summary}</Text>
      <Group gap="sm" className="no-print">
        {event.fileSha256 && (
          <UnstyledButton className="target link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide the file' : 'Show the file'}
          </UnstyledButton>
        )}
        {typeof remittance === 'string' && (
          <Anchor
            component={Link}
            to="/remittances"
            search={{ open: remittance } as never}
            className="target"
            size="sm"
          >
            Its payment
          </Anchor>
        )}
      </Group>
      {isOpen && <EventSource claimId={claimId} eventId={event.id} />}
    </li>
  )
}

/** The part of the file that speaks of the claim, marked, between a little of what stands around it. */
function EventSource({ claimId, eventId }: { claimId: string; eventId: string }) {
  const source = useQuery(sourceQuery(claimId, eventId))
  return (
    <Answer of={source}>
      {(it) => (
        <div className="source">
          <Group gap="sm">
            <Text size="xs" className="quiet">
              {it.name}, {it.segments.toLocaleString('en-US')} segments
            </Text>
            <Anchor size="xs" className="target" href={`/api/claims/${claimId}/events/${eventId}/file`} download>
              Download
            </Anchor>
          </Group>
          <Segments name={it.name} lines={it.lines} />
        </div>
      )}
    </Answer>
  )
}

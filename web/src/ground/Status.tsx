import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconHandStop,
  IconSend,
  IconX,
} from '@tabler/icons-react'

const known: Readonly<Record<string, readonly [word: string, tone: string, icon: typeof IconCheck, meaning: string]>> =
  {
    draft: ['Draft', 'quiet', IconCircleDashed, 'Being prepared; nothing has been sent.'],
    held: [
      'Held',
      'needs-you',
      IconHandStop,
      'Our own check stopped it before it could come back. Fix the cause or release it.',
    ],
    ready: ['Ready', '', IconCheck, 'Passed every check and goes with the next file.'],
    sent: ['Sent', '', IconSend, 'In a file that left; no answer yet.'],
    accepted: ['Accepted', '', IconClock, 'The payer has it and is deciding.'],
    partly_accepted: ['Partly accepted', 'needs-you', IconAlertTriangle, 'Some of it was turned back.'],
    rejected: [
      'Rejected',
      'needs-you',
      IconAlertTriangle,
      'Turned back before anyone judged it. Correct it and send it as new; this is not a denial.',
    ],
    paid: ['Paid', 'received', IconCheck, 'The payer decided and paid.'],
    denied: ['Denied', 'losing', IconCircleX, 'The payer judged it and will not pay as it stands.'],
    closed: ['Closed', 'quiet', IconCheck, 'Nothing is owed and nothing is left to do.'],
    void: ['Void', 'quiet', IconX, 'Taken back by the practice.'],
    posted: ['Posted', 'received', IconCheck, 'In the books.'],
    exception: ['Needs a look', 'needs-you', IconAlertTriangle, 'It could not be posted by itself.'],
    silent: ['No answer', 'needs-you', IconClock, 'Sent over 30 days ago, and no decision yet. Ask the payer.'],
    working: ['In work', '', IconClock, 'Somebody is at it.'],
    appealed: ['Appealed', '', IconSend, 'An appeal is with the payer.'],
    resubmitted: ['Sent again', '', IconSend, 'A corrected claim is with the payer.'],
    set_aside: ['Set aside', 'quiet', IconX, 'Known before, or not for us; kept with its reason.'],
    unmatched: ['Unknown claim', 'needs-you', IconAlertTriangle, 'Paid for a claim we do not know yet.'],
    provider: ['Outside claims', 'needs-you', IconAlertTriangle, 'Money taken or given outside any claim.'],
    self_pay: ['Self-pay', '', IconClock, 'A visit without a plan: the patient owes its fee.'],
    missed_visit: ['Missed visit', '', IconClock, 'The fee for a visit that the patient missed.'],
    open: ['Open', 'needs-you', IconClock, 'Waiting for someone to work it.'],
  }

/** What a status is called. */
export const statusWord = (status: string): string => known[status]?.[0] ?? status.replaceAll('_', ' ')

/** A status is always a word with an icon; color only helps. */
export function Status({ status }: { status: string }) {
  const [word, tone, Icon, meaning] = known[status] ?? [status.replaceAll('_', ' '), '', IconCircleDashed, status]
  return (
    <span className={tone} title={meaning} style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      <Icon size={14} aria-hidden /> {word}
    </span>
  )
}

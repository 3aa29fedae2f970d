const statuses: Readonly<Record<string, { words: string; tone: '' | 'needs' | 'lost' | 'got' | 'act' }>> = {
  draft: { words: 'Draft', tone: '' },
  held: { words: '⏸ Held by an edit', tone: 'needs' },
  ready: { words: 'Ready to send', tone: 'act' },
  sent: { words: '→ Sent', tone: 'act' },
  accepted: { words: '✓ Accepted', tone: 'act' },
  rejected: { words: '↩ Rejected', tone: 'needs' },
  paid: { words: '✓ Paid', tone: 'got' },
  denied: { words: '✕ Denied', tone: 'lost' },
  closed: { words: 'Closed', tone: '' },
  void: { words: 'Void', tone: '' },
  posted: { words: '✓ Posted', tone: 'got' },
  working: { words: 'Being posted', tone: 'act' },
  exception: { words: '! Needs a person', tone: 'needs' },
  set_aside: { words: 'Set aside', tone: '' },
  open: { words: '! Open', tone: 'needs' },
  appealed: { words: 'Appealed', tone: 'act' },
  resubmitted: { words: 'Sent again', tone: 'act' },
}

/** A status in words, with a sign: never color alone. */
export function StatusChip({ status }: { status: string }) {
  const known = statuses[status] ?? { words: status, tone: '' }
  return <span className={`chip ${known.tone}`}>{known.words}</span>
}

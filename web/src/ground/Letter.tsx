import { Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'

export type LetterAddress = {
  readonly name: string
  readonly addressLine: string
  readonly city: string
  readonly state: string
  readonly zip: string
}

/** A name and where it lives, as it stands on an envelope. */
export const Address = ({ of, children }: { of: LetterAddress; children?: ReactNode }) => (
  <div>
    <div>{of.name}</div>
    <div>{of.addressLine}</div>
    <div>
      {of.city}, {of.state} {of.zip.slice(0, 5)}
    </div>
    {children}
  </div>
)

/** A document to print, or to keep as a PDF from the print dialog: who writes it, what it is about, and what it says. */
export const Letter = ({ from, about, children }: { from: ReactNode; about: ReactNode; children: ReactNode }) => (
  <Stack gap="lg" maw={640} className="statement">
    <Group justify="space-between" align="flex-start">
      {from}
      <div>{about}</div>
    </Group>
    {children}
  </Stack>
)

import { Button, Progress, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery } from '../../../ground/api.ts'
import { saveFile } from '../../../ground/csv.ts'
import { DropFiles } from '../../../ground/DropFiles.tsx'
import { Page, Part } from '../../../ground/Page.tsx'
import { Failure } from '../../../ground/states.tsx'
import { Report } from './Report.tsx'
import { type Audited, useAudit } from './use-audit.ts'

type Audit = ReturnType<typeof useAudit>

/** Files somebody already has, read on this machine and forgotten: what they say, and what can still be won. */
export function AuditPage() {
  const audit = useAudit()
  const { data: me } = useQuery(meQuery)
  const { audited } = audit
  return (
    <Page
      title="Audit the files you already have"
      about="Nothing leaves this machine, and nothing is kept."
      actions={audited && <Actions audit={audit} audited={audited} />}
    >
      {audit.error && <Failure error={audit.error} />}
      {audit.progress && <Reading progress={audit.progress} />}
      {audited ? <Report audited={audited} /> : <Start audit={audit} today={me?.today ?? null} />}
    </Page>
  )
}

function Actions({ audit, audited }: { audit: Audit; audited: Audited }) {
  const { asOf } = audited.report
  const again = (day: string) => day !== '' && day !== asOf && audit.run(audited.files, day)
  return (
    <>
      <TextInput
        key={asOf}
        type="date"
        size="xs"
        aria-label="As of"
        title="The day deadlines are counted from"
        defaultValue={asOf}
        onBlur={(event) => again(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && again(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} />}
        loading={audit.page.isPending}
        onClick={() =>
          audit.page.mutate(
            { files: audited.files, asOf },
            { onSuccess: (html) => saveFile(`ballast-audit-${asOf}.html`, html, 'text/html') },
          )
        }
      >
        Report to keep
      </Button>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={14} />}
        onClick={() => audit.forget()}
      >
        Start over
      </Button>
    </>
  )
}

function Reading({ progress }: { progress: NonNullable<Audit['progress']> }) {
  const share = Math.round((100 * progress.bytes) / Math.max(1, progress.of))
  return (
    <Stack className="panel" p="sm" gap={4} role="status">
      <Text size="sm">
        Reading file {progress.file.toLocaleString('en-US')} of {progress.files.toLocaleString('en-US')},{' '}
        {progress.claims.toLocaleString('en-US')} claims so far
      </Text>
      <Progress value={share} aria-label="How much is read" />
      <Text size="sm" className="quiet">
        {progress.path}
      </Text>
    </Stack>
  )
}

const samples = ['remittances.835', 'claims.837', 'acknowledgments.277', 'appointments.csv']

/** The day on which the sample's first deadlines are near. */
const sampleDay = '2026-10-05'

/** Two months of an invented practice, made by the simulator that comes with Ballast. */
const sampleFiles = (): Promise<File[]> =>
  Promise.all(
    samples.map(async (name) => {
      const { body } = await fetch(`/samples/${name}.gz`)
      const unpacked = body?.pipeThrough(new DecompressionStream('gzip')) ?? null
      return new File([await new Response(unpacked).blob()], name)
    }),
  )

function Start({ audit, today }: { audit: Audit; today: string | null }) {
  const [isFetching, setFetching] = useState(false)
  const isBusy = audit.isBusy || isFetching
  return (
    <>
      <DropFiles
        takesFolders
        isBusy={isBusy}
        onFiles={(files) => files.length > 0 && audit.run(files, today ?? undefined)}
      >
        Drop a folder of files here: 835s first, and what else you have.
      </DropFiles>
      <Part
        title="What to drop, and what it tells"
        actions={
          <Button
            size="xs"
            variant="default"
            disabled={isBusy}
            onClick={() => {
              setFetching(true)
              void sampleFiles()
                .then((files) => audit.run(files, sampleDay))
                .finally(() => setFetching(false))
            }}
          >
            Try it with sample files
          </Button>
        }
      >
        <dl className="facts">
          {offers.map(([name, gives]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{gives}</dd>
            </div>
          ))}
        </dl>
        <Text size="sm" className="quiet">
          Your clearinghouse or each payer's portal has the 835s (also called ERA). The sample files are two months of
          an invented practice, made by our simulator. A folder of any size: npx ballast audit FOLDER.
        </Text>
      </Part>
    </>
  )
}

const offers = [
  ['835, remittances', 'What was paid and denied, why, and what can still be appealed, by deadline'],
  ['837P, claims sent', 'Claims nobody answered, how late claims leave, first-pass clean claims'],
  ['277CA and 999, acknowledgments', 'Rejections that were never sent again'],
  ['Appointments as CSV (SimplePractice, TherapyNotes or any EHR)', 'No-shows, unsigned notes, visits never billed'],
] as const

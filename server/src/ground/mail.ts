import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { changing, reading, type Tx } from './db.ts'
import type { Ground } from './ground.ts'
import type { Handlers } from './jobs.ts'
import { dropWhole } from './mailbox.ts'

// Mail goes by SMTP where an installation names a server (SMTP_URL, MAIL_FROM), and into a folder where it does not, so that
// a trial never writes to a patient. A notice is written in the transaction of what it tells of, kept, and sent by its
// errand; a crash between sending and noting may send it twice, never not at all.

export type Letter = { readonly to: string; readonly subject: string; readonly text: string }

export interface Mailer {
  /** Whether letters reach anybody; one that holds a way in is not written where they do not. */
  readonly delivers: boolean
  send(letter: Letter): Promise<void>
}

/** Sends by SMTP: `smtps://name:password@host:465`. */
export class SmtpMailer implements Mailer {
  readonly from: string
  readonly delivers = true
  readonly #transport: ReturnType<typeof createTransport>
  constructor(url: string, from: string) {
    this.from = from
    this.#transport = createTransport(url)
  }

  async send(letter: Letter): Promise<void> {
    await this.#transport.sendMail({ ...letter, from: this.from })
  }

  close(): void {
    this.#transport.close()
  }
}

/** Puts letters into a folder, for trials, demos and tests. */
export class FolderMailer implements Mailer {
  readonly folder: string
  readonly delivers = false
  #sent = 0
  readonly #stamp: () => number
  constructor(folder: string, stamp: () => number) {
    this.folder = folder
    this.#stamp = stamp
  }

  async send({ to, subject, text }: Letter): Promise<void> {
    this.#sent += 1
    const name = `${this.#stamp()}-${process.pid}-${this.#sent}.txt`
    await dropWhole(this.folder, name, Buffer.from(`To: ${to}\nSubject: ${subject}\n\n${text}\n`))
  }
}

/** The mailer of an installation. */
export const mailerFor = (
  folder: string,
  clock: () => number,
  smtp: { readonly url: string | undefined; readonly from: string | undefined },
): Mailer =>
  smtp.url !== undefined && smtp.from !== undefined
    ? new SmtpMailer(smtp.url, smtp.from)
    : new FolderMailer(join(folder, 'mail'), clock)

export type NewNotice = {
  /** What kind of news, and about what: with the recipient, it is told once. */
  readonly about: string
  readonly subject: string
  readonly to: {
    readonly kind: 'patient' | 'clinician' | 'colleague'
    readonly id: string
    readonly name: string
    readonly address: string | null
  }
  readonly title: string
  readonly body: string
}

/** Writes notices and queues their sending; one that was written before is not written again. */
export async function writeNotices(tx: Tx, ground: Ground, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return
  const written = await tx
    .insertInto('notice')
    .values(
      notices.map((notice) => ({
        practice_id: ground.practiceId,
        id: ground.newId(),
        about: notice.about,
        subject: notice.subject,
        recipient_kind: notice.to.kind,
        recipient: notice.to.id,
        name: notice.to.name,
        address: notice.to.address,
        title: notice.title,
        body: notice.body,
        written_on: ground.today(),
        state: notice.to.address === null ? 'no_address' : 'queued',
      })),
    )
    .onConflict((oc) => oc.columns(['practice_id', 'about', 'subject', 'recipient']).doNothing())
    .returning(['id', 'state'])
    .execute()
  for (const { id, state } of written)
    if (state === 'queued') await ground.machine.jobs.enqueue(tx, ground, 'mail.send', { noticeId: id })
}

/** Notices about something, newest first. */
export const listNotices = (tx: Tx, practiceId: string, subject: string) =>
  tx
    .selectFrom('notice')
    .select([
      'id',
      'about',
      'recipient_kind as recipientKind',
      'name',
      'title',
      'body',
      'written_on as writtenOn',
      'state',
      'sent_on as sentOn',
      'problem',
    ])
    .where('practice_id', '=', practiceId)
    .where('subject', '=', subject)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()

const mostTries = 5

async function sendNotice(ground: Ground, id: string): Promise<void> {
  const notice = await reading(ground, (tx) =>
    tx
      .selectFrom('notice')
      .select(['address', 'title', 'body', 'state', 'tries'])
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  if (!notice || notice.address === null || notice.state === 'sent') return
  const problem = await ground.machine.mail
    .send({ to: notice.address, subject: notice.title, text: notice.body })
    .then(() => null)
    .catch((error: unknown) => (error as Error).message.slice(0, 300))
  await changing(ground, (tx) =>
    tx
      .updateTable('notice')
      .set({
        state: problem === null ? 'sent' : 'failed',
        sent_on: problem === null ? ground.today() : null,
        tries: notice.tries + 1,
        problem,
      })
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', id)
      .execute(),
  )
}

/** The errand that sends, and the morning's second try of what failed. */
export const mailJobs: Handlers = {
  'mail.send': async (ground, data) => {
    if (typeof data.noticeId === 'string') await sendNotice(ground, data.noticeId)
  },
  'day.began': async (ground) => {
    const failed = await reading(ground, (tx) =>
      tx
        .selectFrom('notice')
        .select('id')
        .where('practice_id', '=', ground.practiceId)
        .where('state', '=', 'failed')
        .where('tries', '<', mostTries)
        .execute(),
    )
    for (const { id } of failed) await sendNotice(ground, id)
  },
}

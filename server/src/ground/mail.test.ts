import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { FolderMailer, mailerFor, SmtpMailer } from './mail.ts'

const folder = await mkdtemp(join(tmpdir(), 'ballast-mail-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const letter = { to: 'alma@example.invalid', subject: 'About your coverage', text: 'Please call us.' }

test('a letter goes by SMTP to a server that takes it', async () => {
  const caught: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      stream.on('end', () => {
        caught.push(text)
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  const mailer = new SmtpMailer(`smtp://127.0.0.1:${port}`, 'office@tidewater.example')
  await mailer.send(letter)
  mailer.close()
  await new Promise<void>((resolve) => server.close(resolve))
  expect(caught[0]).toContain('To: alma@example.invalid')
  expect(caught[0]).toContain('Please call us.')
})

test('without a server, letters lie in a folder', async () => {
  const mailer = mailerFor(folder, () => 1, { url: undefined, from: undefined })
  expect(mailer).toBeInstanceOf(FolderMailer)
  await mailer.send(letter)
  await mailer.send(letter)
  const names = await readdir(join(folder, 'mail'))
  expect(names).toHaveLength(2)
  expect(await readFile(join(folder, 'mail', names[0] ?? ''), 'utf8')).toContain('Subject: About your coverage')
})

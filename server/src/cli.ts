#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { type PlainDate, parseDate } from '@ballast/kernel'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import type { EditInput } from './cycle/claim/types.ts'
import type { Manifest } from './ground/backup.ts'
import {
  chunksOf,
  type Exit,
  exits,
  filesUnder,
  jsonOf,
  judgeEach,
  linesOf,
  localToday,
  print,
  printJson,
  printLines,
  progressLine,
  readBytes,
  realTime,
  say,
  Unusable,
  writeText,
} from './ground/command-line.ts'
import { runSimulator } from './ground/simulator.ts'

// Each command loads what it needs when it runs, so that `code` answers without waiting for a database driver.

enableCompileCache()

const program = new Command('ballast')
  .description('Billing support for mental health practices')
  .version('0.1.0')
  .showHelpAfterError()
  .exitOverride()
  .configureOutput({ writeErr: (text) => void process.stderr.write(text) })

let exit: Exit = exits.done

const wholeNumber = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number was expected')
  return value
}

const logLevel = (text: string): 'silent' | 'info' | 'warn' | 'error' => {
  if (text === 'silent' || text === 'info' || text === 'warn' || text === 'error') return text
  throw new InvalidArgumentError('silent, error, warn or info was expected')
}

/** What a system leaves in folders for itself (.DS_Store): nobody's remittance. */
const hidden = /[\\/]\.[^\\/]*$/

const plainDay = (text: string): PlainDate => {
  const day = parseDate(text)
  if (day === null) throw new InvalidArgumentError('a day such as 2026-03-02 was expected')
  return day
}

program
  .command('start')
  .description('Start the server, the worker and the pages on one port; brings its own database')
  .option('--demo', 'fill a demo practice with a year of work, in the background', false)
  .option('--port <number>', 'port to listen on; the next free one when it is taken', wholeNumber, 8080)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--folder <path>', 'where the data lives (default: .ballast here)')
  .option('--log <level>', 'silent, error, warn or info', logLevel, 'warn')
  .action(async (options) => {
    const { start } = await import('./start.ts')
    const code = await start(options)
    process.exit(code)
  })

program
  .command('code')
  .description('What may be billed for these sessions; exit 1 when one may not be')
  .argument('[file]', 'a JSON file, or - for standard input', '-')
  .option('--json', 'one JSON document', false)
  .action(async (file: string, options: { json: boolean }) => {
    const [{ parseCodeInput }, { codeSession }] = await Promise.all([
      import('./cycle/coding/types.ts'),
      import('./cycle/coding/rules/code-session.ts'),
    ])
    const { document, each } = await judgeEach(file, parseCodeInput, codeSession)
    if (options.json) await printJson(document)
    else {
      for (const { id, lines, findings, why } of each) {
        const codes = lines.map(({ code, modifiers, units }) => `${[code, ...modifiers].join('-')} x${units}`)
        await print(`${id}: ${codes.join(', ') || 'not billable'}\n`)
        for (const { severity, message } of findings) await print(`  ${severity}: ${message}\n`)
        for (const reason of why) await print(`  ${reason}\n`)
      }
    }
    if (each.some(({ findings }) => findings.some(isStop))) exit = exits.findings
  })

const isStop = ({ severity }: { severity: string }) => severity === 'stop'

program
  .command('classify')
  .description('Why these lines were denied, where that began, and what to do next')
  .argument('[file]', 'a JSON file, or - for standard input', '-')
  .option('--json', 'one JSON document', false)
  .action(async (file: string, options: { json: boolean }) => {
    const [{ readFacts }, { classify }] = await Promise.all([
      import('./cycle/denial/rules/read-input.ts'),
      import('./cycle/denial/rules/classify.ts'),
    ])
    const { document, each } = await judgeEach(file, readFacts, classify)
    if (options.json) await printJson(document)
    else {
      for (const { id, isDenial, category, next, why } of each) {
        await print(`${id}: ${isDenial ? category : 'not a denial'}\n`)
        for (const line of [...why, ...next]) await print(`  ${line}\n`)
      }
    }
  })

program
  .command('edit')
  .description(
    'Would these claims come back: claims as JSON or an 837P in, findings out; exit 1 when one would be stopped',
  )
  .argument('[file]', 'a file of JSON or of X12, or - for standard input', '-')
  .option('--json', 'one JSON document', false)
  .action(async (file: string, options: { json: boolean }) => {
    const { claims, isList } = await claimsIn(file)
    const { editFactsSchema } = await import('./cycle/claim/types.ts')
    const { editClaim } = await import('./cycle/claim/rules/edit-claim.ts')
    const day = localToday()
    const noFacts = editFactsSchema.parse({})
    const results = claims.map(({ claim, facts, today }) => editClaim(claim, facts ?? noFacts, {}, today ?? day))
    if (options.json) await printJson(isList ? results : results[0])
    else {
      for (const { claim, clean, findings } of results) {
        await print(`${claim}: ${clean ? 'clean' : 'would come back'}\n`)
        for (const { rule, severity, at, message } of findings) await print(`  ${severity} ${rule} ${at}: ${message}\n`)
      }
    }
    if (results.some(({ clean }) => !clean)) exit = exits.findings
  })

type Claims = { claims: readonly (Pick<EditInput, 'claim'> & Partial<EditInput>)[]; isList: boolean }

/** Claims with what is known about them, from JSON or from an 837P, which knows no more than its claims. */
async function claimsIn(file: string): Promise<Claims> {
  const bytes = await readBytes(file)
  if (Buffer.from(bytes.subarray(0, 200)).toString('latin1').trimStart().startsWith('ISA')) {
    const [{ parse }, { claimsOfFile }] = await Promise.all([
      import('@ballast/x12'),
      import('./cycle/claim/rules/read-837p.ts'),
    ])
    const claims = claimsOfFile(parse(bytes)).map((claim) => ({ claim }))
    if (claims.length === 0)
      throw new Unusable(`${file}: holds no 837P claim; \`ballast x12 check\` says what it holds`)
    return { claims, isList: true }
  }
  const { parseEditInput } = await import('./cycle/claim/types.ts')
  const input = parseEditInput(jsonOf(bytes, file))
  if (!input.ok) throw new Unusable(input.problems.join('\n'))
  return { claims: input.value, isList: input.isList }
}

program
  .command('audit')
  .description(
    "A practice's baseline from files it already has: 835, 837P, 277CA, 999 and CSV of appointments. Nothing is kept; exit 1 when a file is flawed",
  )
  .argument('<path...>', 'files or folders')
  .option('--json', 'one JSON document', false)
  .option('--html <file>', 'also write the report as one page that needs nothing else')
  .option('--as-of <day>', 'the day deadlines are counted from (default: today)', plainDay)
  .action(async (paths: string[], options: { json: boolean; html?: string; asOf?: PlainDate }) => {
    const files = (await filesUnder(paths)).filter((file) => paths.includes(file) || !hidden.test(file))
    if (files.length === 0) throw new Unusable(`${paths.join(', ')}: holds no file`)
    const [{ auditFiles }, { diskSources }] = await Promise.all([
      import('./cycle/insight/actions/audit-files.ts'),
      import('./ground/sources.ts'),
    ])
    const progress = progressLine()
    const report = await auditFiles(await diskSources(files), options.asOf ?? localToday(), (at) =>
      progress.say(
        `Reading ${at.file} of ${at.files} files, ${Math.round((100 * at.bytes) / Math.max(1, at.of))} %, ${at.claims.toLocaleString('en-US')} claims`,
      ),
    )
    progress.done()
    if (options.html !== undefined) {
      const { renderPage } = await import('./cycle/insight/rules/baseline/page.ts')
      await writeText(options.html, renderPage(report))
      say(`The report is in ${options.html}`)
    }
    if (options.json) await printJson(report)
    else {
      const { renderText } = await import('./cycle/insight/rules/baseline/text.ts')
      await print(renderText(report))
    }
    if (report.files.every((file) => !file.used && file.sameAs === null)) {
      say('ballast: none of these files could be used')
      exit = exits.unusable
    } else if (report.files.some((file) => file.flawCount > 0) || report.unbalanced.length > 0) exit = exits.findings
  })

program
  .command('schema')
  .description(
    'The JSON Schema of what a command reads: claim (edit), session (code), denial (classify), practice (init)',
  )
  .argument('<which>', 'claim, session, denial or practice; payers and mistakes for simulated worlds')
  .action(async (which: string) => {
    const { z } = await import('zod')
    const describe = (schema: z.ZodType) => printJson(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
    if (which === 'claim') await describe((await import('./cycle/claim/types.ts')).claimSchema)
    else if (which === 'session') await describe((await import('./cycle/coding/types.ts')).codeInput)
    else if (which === 'denial') await describe((await import('./cycle/denial/types.ts')).classifySchema)
    else if (which === 'practice') await describe((await import('./cycle/practice/types.ts')).setupSchema)
    else if (which === 'payers' || which === 'mistakes') exit = await runSimulator(['schema', which])
    else throw new Unusable(`${which}: claim, session, denial, practice, payers or mistakes was expected`)
  })

program
  .command('simulate')
  .description('Live a simulated practice-year with this product, against payers that decide for themselves')
  .option('--seed <number>', 'the world', wholeNumber, 1)
  .option('--months <number>', 'how long', wholeNumber, 13)
  .option('--clinicians <number>', 'how many', wholeNumber, 10)
  .option('--world <folder>', 'where practice.json, payers.json and mistakes.json lie, any of them')
  .option('--payers <file>', 'a payers file; see: schema payers')
  .option('--mistakes <file>', 'a mistakes file; see: schema mistakes')
  .option('--guards <which>', 'on, off or both', 'both')
  .option('--answers <file>', 'also write the expected answers of the last arm here')
  .option('--json', 'one JSON document', false)
  .action(async (options: Readonly<Record<string, string | number | boolean>>) => {
    const passed = Object.entries(options).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : value === false ? [] : [`--${name}`, String(value)],
    )
    const product = [process.execPath, import.meta.filename, 'drive'].map((word) => JSON.stringify(word)).join(' ')
    exit = await runSimulator(['simulate', ...passed, '--product', product])
  })

program.command('drive', { hidden: true }).action(async () => {
  const { drive } = await import('./drive.ts')
  await drive()
})

const folderOption = ['--folder <path>', 'where the data lives', join(process.cwd(), '.ballast')] as const

program
  .command('doctor')
  .description('Whether this machine can run Ballast, and what start will do; exit 1 when something is wrong')
  .option('--json', 'one JSON document', false)
  .option('--port <number>', 'port to look at', wholeNumber, 8080)
  .option(...folderOption)
  .action(async (options: { json: boolean; port: number; folder: string }) => {
    const { doctor } = await import('./ground/doctor.ts')
    await printChecks(await doctor(options.folder, options.port), options.json)
  })

program
  .command('verify')
  .description(
    'Whether the books balance, the trail is whole, the kept files are what they were, and row security binds',
  )
  .option('--json', 'one JSON document', false)
  .option(...folderOption)
  .action(async (options: { json: boolean; folder: string }) => {
    if (!existsSync(options.folder)) throw new Unusable(`${options.folder}: there is no Ballast data here`)
    await printChecks(await verifyInstallation(options.folder), options.json)
  })

async function verifyInstallation(folder: string) {
  const [{ verify }, { withInstallation }, { handlers }] = await Promise.all([
    import('./ground/verify.ts'),
    import('./ground/installation.ts'),
    import('./handlers.ts'),
  ])
  return withInstallation(folder, handlers, async (machine) => {
    const practices = await machine.db.selectFrom('practice_list').select('practice_id').execute()
    return verify(
      machine,
      practices.map(({ practice_id }) => practice_id),
    )
  })
}

program
  .command('init')
  .description('Set a practice up from its settings file, or bring the file again; prints a link for its first owner')
  .argument('<file>', 'practice.json; see: schema practice')
  .option('--owner <email>', 'who the first owner is')
  .option(...folderOption)
  .action(async (file: string, options: { owner?: string; folder: string }) => {
    const [{ bringPractice }, { withInstallation }, { handlers }] = await Promise.all([
      import('./first-start.ts'),
      import('./ground/installation.ts'),
      import('./handlers.ts'),
    ])
    const setup = jsonOf(await readBytes(file), file)
    const brought = await withInstallation(options.folder, handlers, (machine) =>
      bringPractice(machine, setup, options.owner ?? null),
    )
    if (!brought.ok) throw new Unusable(`${file}:\n  ${brought.refusal.problems.join('\n  ')}`)
    const { name, isNew, token } = brought.value
    await print(`${name} is ${isNew ? 'set up' : 'brought up to the file'}.\n`)
    if (token)
      await print(
        `Its owner comes in by this link, once, within seven days, where Ballast runs:\n  ${welcome(token)}\n`,
      )
  })

program
  .command('reset')
  .description('Print a link with which somebody chooses a new password')
  .argument('<email>', 'whose')
  .option(...folderOption)
  .action(async (email: string, options: { folder: string }) => {
    if (!existsSync(options.folder)) throw new Unusable(`${options.folder}: there is no Ballast data here`)
    const [{ resetByCommand }, { withInstallation }, { handlers }] = await Promise.all([
      import('./first-start.ts'),
      import('./ground/installation.ts'),
      import('./handlers.ts'),
    ])
    const token = await withInstallation(options.folder, handlers, (machine) => resetByCommand(machine, email))
    if (token === null) throw new Unusable(`${email}: nobody works here by this address`)
    await print(`This link opens once, within a day, where Ballast runs:\n  ${welcome(token)}\n`)
  })

/** Where a link leads, by the address Ballast has unless it was told another. */
const welcome = (token: string): string => `http://localhost:8080/welcome#${token}`

program
  .command('backup')
  .description(
    'Write everything - rows, kept files, mail, waiting jobs - into a folder, beside a running server or alone',
  )
  .argument('[to]', 'the folder to make (default: backups/ in the data folder)')
  .option('--json', 'one JSON document', false)
  .option(...folderOption)
  .action(async (given: string | undefined, options: { json: boolean; folder: string }) => {
    const [{ backUpInstallation }, { stampOf }] = await Promise.all([
      import('./ground/installation.ts'),
      import('./ground/backup.ts'),
    ])
    const to = resolve(given ?? join(options.folder, 'backups', stampOf(realTime())))
    const manifest = await backUpInstallation(options.folder, to, realTime)
    await printBackup('Backed up to', to, manifest, options.json)
  })

program
  .command('restore')
  .description('Make an installation of a backup where there is none, and verify it; a damaged backup restores nothing')
  .argument('<from>', 'a folder that backup made')
  .option('--json', 'one JSON document', false)
  .option(...folderOption)
  .action(async (from: string, options: { json: boolean; folder: string }) => {
    const [{ restoreInstallation }, { handlers }] = await Promise.all([
      import('./ground/installation.ts'),
      import('./handlers.ts'),
    ])
    const manifest = await restoreInstallation(resolve(from), resolve(options.folder), handlers)
    const checks = await verifyInstallation(options.folder)
    if (!options.json) await printBackup('Restored into', resolve(options.folder), manifest, false)
    if (options.json)
      await printJson({ ...summaryOf(manifest, resolve(options.folder)), ok: checks.every(({ ok }) => ok), checks })
    else await printChecks(checks, false)
    if (checks.some(({ ok }) => !ok)) exit = exits.findings
  })

const summaryOf = (manifest: Manifest, path: string) => ({
  ok: true,
  path,
  madeAt: manifest.madeAt,
  tables: manifest.tables.length,
  rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
  files: manifest.files.length,
  bytes: manifest.files.reduce((sum, { size }) => sum + size, 0),
})

async function printBackup(done: string, path: string, manifest: Manifest, json: boolean): Promise<void> {
  const summary = summaryOf(manifest, path)
  if (json) return printJson(summary)
  await print(`${done} ${path}: ${summary.rows} rows of ${summary.tables} tables, ${summary.files} files.\n`)
  await print('It holds what is known about patients: keep it where only those may read it who may read that.\n')
}

/** The shape of every command that checks: all of it, and whether all is well. */
async function printChecks(
  checks: readonly { name: string; ok: boolean; detail: string }[],
  json: boolean,
): Promise<void> {
  const ok = checks.every((check) => check.ok)
  if (json) await printJson({ ok, checks })
  else for (const check of checks) await print(`${check.ok ? 'ok  ' : 'FAIL'} ${check.name}: ${check.detail}\n`)
  if (!ok) exit = exits.findings
}

const x12 = program.command('x12').description('Read, check, write and explain X12 files')

x12
  .command('check')
  .description('List every flaw of the files; exit 1 when there is one')
  .argument('<file...>', 'files or folders, or - for standard input')
  .option('--json', 'one JSON document', false)
  .action(async (paths: string[], options: { json: boolean }) => {
    const { checkStream } = await import('@ballast/x12')
    const files = paths.length === 1 && paths[0] === '-' ? ['-'] : await filesUnder(paths)
    const checks = []
    for (const file of files) checks.push(await checkStream(chunksOf(file), file))
    if (checks.some(({ flawCount }) => flawCount > 0)) exit = exits.findings
    if (options.json) return printJson(checks)
    for (const { path, ok, flaws, flawCount } of checks) {
      const warned = flawCount === 0 ? 'no flaws' : `${flawCount} ${flawCount === 1 ? 'flaw' : 'flaws'}`
      await print(`${path}: ${ok && flawCount > 0 ? `sound, with ${warned} to look at` : warned}\n`)
      for (const { severity, segment, loop, message } of flaws)
        await print(`  ${severity} at segment ${segment}${loop ? ` in loop ${loop}` : ''}: ${message}\n`)
      if (flaws.length < flawCount) await print(`  and ${flawCount - flaws.length} more\n`)
    }
  })

x12
  .command('json')
  .description('Every transaction as typed JSON lines')
  .argument('[file]', 'a file, or - for standard input', '-')
  .action(async (file: string) => {
    const { streamJsonLines } = await import('@ballast/x12')
    await printLines(streamJsonLines(chunksOf(file)))
  })

x12
  .command('write')
  .description('The inverse of json: JSON lines to the X12 file they came from')
  .argument('[file]', 'a file of JSON lines, or - for standard input', '-')
  .option('--repair', 'mend counts, control numbers, padding and broken lines on the way', false)
  .action(async (file: string, options: { repair: boolean }) => {
    const { repairStream, streamFromJsonLines } = await import('@ballast/x12')
    const written = streamFromJsonLines(linesOf(file))
    try {
      for await (const bytes of options.repair ? repairStream(written) : written) await print(bytes)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new Unusable(`${file}: is not what \`x12 json\` writes (${error.message})`)
    }
  })

x12
  .command('explain')
  .description('What a file says, in plain words')
  .argument('[file]', 'a file, or - for standard input', '-')
  .action(async (file: string) => {
    const { explainStream } = await import('@ballast/x12')
    for await (const text of explainStream(chunksOf(file))) await print(text)
  })

x12
  .command('diff')
  .description('Where two files say different things; exit 1 when they do')
  .argument('<before>')
  .argument('<after>')
  .option('--json', 'one JSON document', false)
  .action(async (before: string, after: string, options: { json: boolean }) => {
    const { diffStream } = await import('@ballast/x12')
    const found = diffStream(chunksOf(before), chunksOf(after))
    if (options.json) {
      const differences = await Array.fromAsync(found)
      if (differences.length > 0) exit = exits.findings
      return printJson(differences)
    }
    for await (const difference of found) {
      exit = exits.findings
      await print(`${JSON.stringify(difference)}\n`)
    }
  })

// A reader that has seen enough, `head` say, is no trouble of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exit : exits.unusable),
)

try {
  await program.parseAsync()
  process.exitCode = exit
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exits.done : exits.unusable
  else {
    say(`ballast: ${(error as Error).message}`)
    if (!(error instanceof Unusable) && process.argv.includes('--trace')) say((error as Error).stack ?? '')
    process.exitCode = exits.unusable
  }
}

import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { addDays, formatDecimal, type PlainDate } from '@ballast/kernel'
import { Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { printAnswers } from './answers.ts'
import { carelessBiller } from './careless-biller.ts'
import { drivenProduct } from './driven-product.ts'
import { editRecord, editTable } from './edit-record.ts'
import { openWorld } from './open-world.ts'
import { printArm, printChange, tableOf } from './print-arms.ts'
import { requestSchema, servedWorld } from './served-world.ts'
import { simulateYear, type YearRun } from './simulate-year.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from './world/default-world.ts'
import { inventedMistakes, inventedPayers, printedPayer } from './world/invented-world.ts'
import { mistakeFileSchema, mistakesJsonSchema } from './world/mistake-file.ts'
import { payerFileSchema, payersJsonSchema } from './world/payer-file.ts'
import { practiceFileSchema } from './world/practice-file.ts'
import type { WorldConfig } from './year/types.ts'

const count = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number above 0 was expected')
  return value
}
const say = (text: string) => void process.stderr.write(`${text}\n`)
const print = (value: unknown) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)

class Unusable extends Error {}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readFileAs<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Unusable(`${path}: cannot be read`)
  })
  const json = readJson(text)
  if (json === undefined) throw new Unusable(`${path}: is not JSON`)
  const read = schema.safeParse(json)
  if (!read.success) throw new Unusable(`${path}:\n${z.prettifyError(read.error)}`)
  return read.data
}

type WorldOptions = {
  seed: number
  months: number
  clinicians: number
  world?: string
  payers?: string
  mistakes?: string
}

async function configOf({
  months,
  clinicians,
  world,
  payers: payerPath,
  mistakes: mistakePath,
}: WorldOptions): Promise<WorldConfig> {
  const own = (name: string) => (world && existsSync(join(world, name)) ? join(world, name) : undefined)
  if (world && !existsSync(world)) throw new Unusable(`${world}: there is no such folder`)
  const practiceFile = own('practice.json')
  const payerFile = payerPath ?? own('payers.json')
  const mistakeFile = mistakePath ?? own('mistakes.json')
  const practice = practiceFile ? await readFileAs(practiceFile, practiceFileSchema) : defaultPractice()
  const payers = payerFile ? (await readFileAs(payerFile, payerFileSchema)).payers : defaultPayers()
  const mistakes = mistakeFile ? await readFileAs(mistakeFile, mistakeFileSchema) : defaultMistakes()
  if (mistakeFile)
    mistakes.mistakes.forEach((mistake, i) => {
      const stranger = mistake.payers?.find((id) => !payers.some((payer) => payer.id === id))
      if (stranger)
        throw new Unusable(`${mistakeFile}:\n✖ No payer has the id ${stranger}\n  → at mistakes[${i}].payers`)
    })
  return { practice, payers, mistakes, months, clinicians }
}

const program = new Command('ballast-simulator').description('Payers, a clearinghouse and an EHR to live a year with')

const worldCommand = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .option('--seed <number>', 'the world', count, 1)
    .option('--months <number>', 'how long', count, 13)
    .option('--clinicians <number>', 'how many', count, 10)
    .option('--world <folder>', 'where practice.json, payers.json and mistakes.json lie, any of them')
    .option('--payers <file>', 'a payers file; see: schema payers')
    .option('--mistakes <file>', 'a mistakes file; see: schema mistakes')

worldCommand('simulate', 'Live a practice-year, with guards on, off, or both')
  .option('--guards <which>', 'on, off or both', 'both')
  .option('--product <command>', 'the product, driven by lines; without it a careless biller stands in')
  .option('--answers <file>', 'also write the expected answers of the last arm here')
  .option('--json', 'one JSON document', false)
  .action(async (options: WorldOptions & { guards: string; product?: string; answers?: string; json: boolean }) => {
    if (!['on', 'off', 'both'].includes(options.guards)) throw new Unusable('--guards: on, off or both was expected')
    const config = await configOf(options)
    const arm = async (guards: 'on' | 'off'): Promise<YearRun> => {
      const progress = (day: PlainDate) => {
        if (day.endsWith('-01')) say(`guards ${guards}: ${day}`)
      }
      if (!options.product) return simulateYear(options.seed, config, carelessBiller(config.practice.name), progress)
      const folder = await mkdtemp(join(tmpdir(), 'ballast-year-'))
      const product = drivenProduct(options.product, folder, guards, {
        staff: config.mistakes.staff,
        practice: config.practice,
        seed: options.seed,
      })
      try {
        return await simulateYear(options.seed, config, product, progress)
      } finally {
        await product.end()
        await rm(folder, { recursive: true, force: true })
      }
    }
    // A careless biller has no guards to switch; it is its own single arm.
    if (!options.product) {
      say('no product given: a careless biller sends what was entered')
      const run = await arm('off')
      if (options.json) print({ seed: options.seed, simulated: true, careless: printArm(run.arm) })
      else process.stdout.write(tableOf([['careless', run.arm]]))
      if (options.answers) await writeFile(options.answers, printAnswers(run.answers))
      return
    }
    const off = options.guards === 'on' ? null : await arm('off')
    const on = options.guards === 'off' ? null : await arm('on')
    const arms = [...(off ? [['guards off', off.arm] as const] : []), ...(on ? [['guards on', on.arm] as const] : [])]
    if (options.json)
      print({
        seed: options.seed,
        simulated: true,
        ...(off ? { off: printArm(off.arm) } : {}),
        ...(on ? { on: printArm(on.arm) } : {}),
        ...(off && on ? { change: printChange(off.arm, on.arm), edits: editRecord(on, off) } : {}),
      })
    else process.stdout.write(`${tableOf(arms)}${off && on ? `\n${editTable(editRecord(on, off))}` : ''}`)
    for (const [name, { ledger }] of arms)
      for (const { of, expected, found } of ledger?.differences.slice(0, 20) ?? [])
        say(`${name}: ${of} is ${formatDecimal(found)}, expected ${formatDecimal(expected)}`)
    const last = on ?? off
    if (options.answers && last) await writeFile(options.answers, printAnswers(last.answers))
    if ((off?.arm.ledgerDifference ?? 0) !== 0 || (on?.arm.ledgerDifference ?? 0) !== 0) process.exitCode = 1
  })

worldCommand('export', "Write the EHR's files of a whole run, one folder a day")
  .argument('<folder>')
  .action(async (folder: string, options: WorldOptions) => {
    const world = openWorld(options.seed, await configOf(options))
    const files = [world.practiceFile()].map(({ name, bytes }) => ({ path: join(folder, name), bytes }))
    for (let day = world.year.from; day <= world.year.until; day = addDays(day, 1))
      for (const { name, bytes } of world.ehrFilesFor(day)) files.push({ path: join(folder, day, name), bytes })
    for (const { path, bytes } of files) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, bytes)
    }
    say(`${files.length} files in ${folder}`)
  })

worldCommand('serve', 'Follow a product day by day: one JSON request a line on standard input, files in a folder')
  .argument('<folder>')
  .action(async (folder: string, options: WorldOptions) => {
    const world = servedWorld(options.seed, await configOf(options), folder)
    for await (const line of createInterface({ input: process.stdin })) {
      const request = requestSchema.safeParse(readJson(line))
      const reply = request.success
        ? await world.handle(request.data)
        : { ok: false, error: z.prettifyError(request.error) }
      process.stdout.write(`${JSON.stringify(reply)}\n`)
    }
  })

program
  .command('invent')
  .description('Write payers.json and mistakes.json of a world nobody tuned for; the seed decides')
  .option('--seed <number>', 'the world', count, 1)
  .argument('<folder>')
  .action(async (folder: string, { seed }: { seed: number }) => {
    await mkdir(folder, { recursive: true })
    const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
    await writeFile(join(folder, 'payers.json'), text({ payers: inventedPayers(seed).map(printedPayer) }))
    await writeFile(join(folder, 'mistakes.json'), text(inventedMistakes(seed)))
    say(`payers.json and mistakes.json in ${folder}`)
  })

program
  .command('schema')
  .description('The JSON schema of a world file')
  .argument('<which>', 'payers or mistakes')
  .action((which: string) => {
    if (which === 'payers') print(payersJsonSchema())
    else if (which === 'mistakes') print(mistakesJsonSchema())
    else throw new Unusable('payers or mistakes was expected')
  })

try {
  await program.parseAsync()
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}

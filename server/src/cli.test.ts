import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { august, era as madeEra, september } from './cycle/insight/rules/baseline/made-files.ts'

const cli = join(import.meta.dirname, 'cli.ts')
const golden = join(import.meta.dirname, '../../x12/golden')

type Ran = { code: number | null; out: Buffer; err: string }

function ballast(args: readonly string[], input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args])
    const out: Buffer[] = []
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out: Buffer.concat(out), err }))
    child.stdin.end(input)
  })
}

const sound = [
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260303*0800*^*00501*000000001*0*T*:~',
  'TA1*000000007*260302*1200*A*000~',
  'IEA*0*000000001~',
].join('')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-cli-'))
  await writeFile(join(folder, 'sound.edi'), sound)
  await writeFile(join(folder, 'page.html'), '<html></html>')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('exit codes', () => {
  test.each([
    { name: 'a sound file is done', args: () => ['x12', 'check', '--json', join(folder, 'sound.edi')], code: 0 },
    { name: 'a flawed file has findings', args: () => ['x12', 'check', '--json', join(folder, 'page.html')], code: 1 },
    {
      name: 'a missing file is unusable',
      args: () => ['x12', 'check', '--json', join(folder, 'missing.edi')],
      code: 2,
    },
    { name: 'an unknown command is unusable', args: () => ['bill-everybody'], code: 2 },
    { name: 'an unknown option is unusable', args: () => ['edit', '--fast'], code: 2 },
    { name: 'help is done', args: () => ['--help'], code: 0 },
  ])('$name: $code', async ({ args, code }) => expect((await ballast(args())).code).toBe(code))
})

describe('what is printed', () => {
  test('is one JSON document on standard output, whatever goes wrong', async () => {
    const { out, err } = await ballast(['x12', 'check', '--json', folder])
    expect((JSON.parse(out.toString()) as { path: string }[]).map(({ path }) => path.slice(folder.length + 1))).toEqual(
      ['page.html', 'sound.edi'],
    )
    expect(err).toBe('')
  })

  test.each([
    { name: 'not JSON', input: '{', says: 'not JSON' },
    { name: 'nothing at all', input: '', says: 'is empty' },
    { name: 'an unknown field', input: '{"claim":{},"colour":"red"}', says: 'colour' },
  ])('$name is refused in words on standard error, with nothing on standard output', async ({ input, says }) => {
    const { code, out, err } = await ballast(['edit', '--json'], input)
    expect(code).toBe(2)
    expect(out.toString()).toBe('')
    expect(err).toContain(says)
  })

  test('json, then write, gives the same bytes', async () => {
    const { out: lines } = await ballast(['x12', 'json', join(folder, 'sound.edi')])
    const { out: bytes } = await ballast(['x12', 'write', '-'], lines.toString())
    expect(bytes.equals(await readFile(join(folder, 'sound.edi')))).toBe(true)
  })

  test('what is no JSON line is refused, and the line is named', async () => {
    const { code, err } = await ballast(
      ['x12', 'write', '-'],
      '{"is":"noise","at":{"offset":0,"segment":0},"text":""}\nISA*00',
    )
    expect(code).toBe(2)
    expect(err).toContain('Line 2 is no JSON')
  })

  test('write --repair mends a wrong count', async () => {
    const { out: lines } = await ballast(['x12', 'json', '-'], sound.replace('IEA*0', 'IEA*7'))
    const { out: bytes } = await ballast(['x12', 'write', '--repair', '-'], lines.toString())
    expect(bytes.toString()).toBe(sound)
  })

  test('a file from standard input is checked as well', async () => {
    const { code, out } = await ballast(['x12', 'check', '--json', '-'], sound.replace('IEA*0', 'IEA*7'))
    expect(code).toBe(1)
    expect(JSON.parse(out.toString())).toMatchObject([
      { path: '-', ok: false, flawCount: 1, flaws: [{ code: 'wrong_count' }] },
    ])
  })
})

test('a whole tree of files is checked by naming its folder', async () => {
  const { out } = await ballast(['x12', 'check', '--json', golden])
  expect((JSON.parse(out.toString()) as unknown[]).length).toBeGreaterThan(0)
})

describe('audit', () => {
  const era = (name: string) => join(folder, 'audit', name)
  beforeAll(async () => {
    await mkdir(join(folder, 'audit'))
    await writeFile(era('aug.835'), madeEra([august]))
    await writeFile(era('sep.835'), madeEra([september], '000000002'))
    await writeFile(join(folder, 'letter.txt'), 'Dear payer')
  })

  test('a folder of sound files is done, with one document and nothing else on standard output', async () => {
    const { code, out } = await ballast(['audit', '--json', '--as-of', '2026-10-01', join(folder, 'audit')])
    expect(code).toBe(0)
    const report = JSON.parse(out.toString()) as { totals: object; files: { path: string }[]; asOf: string }
    expect(report.totals).toMatchObject({ claims: 6, charged: '1040.00', paid: '300.00', denied: '440.00' })
    expect(report.asOf).toBe('2026-10-01')
    expect(report.files.map(({ path }) => path)).toEqual([era('aug.835'), era('sep.835')])
  })

  test('without --json people read it, and --html writes the page', async () => {
    const page = join(folder, 'report.html')
    const { code, out } = await ballast(['audit', '--as-of', '2026-10-01', '--html', page, era('aug.835')])
    expect(code).toBe(0)
    expect(out.toString()).toContain('DENIED, AND STILL INSIDE THE WINDOW')
    expect(await readFile(page, 'utf8')).toContain('</html>')
  })

  test.each([
    {
      name: 'a flawed file beside a sound one has findings',
      args: () => [era('aug.835'), join(folder, 'letter.txt')],
      code: 1,
    },
    { name: 'nothing usable is unusable', args: () => [join(folder, 'letter.txt')], code: 2 },
    { name: 'a missing path is unusable', args: () => [join(folder, 'nowhere')], code: 2 },
    { name: 'a day that is none is unusable', args: () => ['--as-of', '2026-02-30', era('aug.835')], code: 2 },
  ])('$name: $code', async ({ args, code }) => expect((await ballast(['audit', '--json', ...args()])).code).toBe(code))
})

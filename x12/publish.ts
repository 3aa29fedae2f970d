import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// In this repository the source itself is imported, without a build. Strangers get JavaScript, declarations and the
// license: before packing they are put here and the package points at them, after packing it points at the source again.

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const [, , what = ''] = process.argv
const manifest = readFileSync(here('package.json'), 'utf8')
const source = '"exports": "./src/index.ts"'
const built = '"exports": { ".": { "types": "./lib/index.d.ts", "default": "./lib/index.js" } }'

if (what === 'prepare') {
  rmSync(here('lib'), { recursive: true, force: true })
  execFileSync(process.execPath, [here('../node_modules/typescript/bin/tsc'), '-p', here('tsconfig.publish.json')], {
    stdio: ['ignore', 2, 2],
  })
  copyFileSync(here('../LICENSE'), here('LICENSE'))
  writeFileSync(here('package.json'), manifest.replace(source, built))
} else if (what === 'restore') {
  writeFileSync(here('package.json'), manifest.replace(built, source))
  rmSync(here('lib'), { recursive: true, force: true })
  rmSync(here('LICENSE'), { force: true })
} else throw new Error('node publish.ts prepare | restore')

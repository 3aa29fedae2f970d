import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rulesBooks } from './rules-books.ts'
import { readStory, tellStory } from './story.ts'

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.story'))
const textOf = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')

describe('by the rules alone', () => {
  test.each(names)('%s', async (name) => {
    expect(await tellStory(readStory(textOf(name)), rulesBooks())).toEqual([])
  })
})

test('a story with one figure changed is caught, with its line', async () => {
  const text = textOf('copay.story').replace('expect   patient 0.00', 'expect   patient 0.01')
  const wrong = await tellStory(readStory(text), rulesBooks())
  expect(wrong).toEqual([expect.stringMatching(/^line \d+: patient is 0\.00, expected 0\.01$/)])
})

test.each([
  ['charge C1 10.00', 'line 1: a story begins with a day'],
  ['2026-03-02 sing C1', 'line 1: "sing" is no step of a story'],
  ['2026-03-02 charge C1 ten', 'line 1: "ten" is no amount'],
  ['2026-03-02 plb L6 1.00', 'line 1: "plb" belongs under a remit'],
])('%s is refused', (text, why) => expect(() => readStory(text)).toThrow(why))

import type { Random } from '../random.ts'

// Every payer's member id has its own shape, and front doors check it. A world file gives the shape once, as an expression;
// ids of invented members are drawn from the same expression, so that the two cannot drift apart.

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const figures = '0123456789'
const piece = /(\\d|\\w|\\.|\[[^\]^]+\]|[A-Za-z0-9-])(?:\{(\d+)(?:,(\d+))?\}|([?*+]))?/y

function alphabet(atom: string): string {
  if (atom === '\\d') return figures
  if (atom === '\\w') return letters + figures
  if (atom.startsWith('\\')) return atom.slice(1)
  if (!atom.startsWith('[')) return atom
  return atom
    .slice(1, -1)
    .replace('\\d', figures)
    .replace(/(.)-(.)/g, (_, from: string, until: string) => {
      let range = ''
      for (let code = from.charCodeAt(0); code <= until.charCodeAt(0); code++) range += String.fromCharCode(code)
      return range
    })
}

/** A text that fits the expression; null when the expression says more than this reads. */
export function textOfShape(own: Random, shape: string): string | null {
  if (!shape.startsWith('^') || !shape.endsWith('$')) return null
  const body = shape.slice(1, -1)
  let text = ''
  piece.lastIndex = 0
  while (piece.lastIndex < body.length) {
    const match = piece.exec(body)
    if (!match) return null
    const [, atom = '', least, most, sign] = match
    const from = least !== undefined ? Number(least) : sign === '?' || sign === '*' ? 0 : 1
    const until = most !== undefined ? Number(most) : sign === '?' ? 1 : sign ? from + 4 : from
    const choices = alphabet(atom)
    for (let left = own.between(from, until); left > 0; left--) text += own.pick([...choices])
  }
  return new RegExp(shape).test(text) ? text : null
}

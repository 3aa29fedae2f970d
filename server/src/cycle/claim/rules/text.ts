export const digits = (text: string): string => text.replaceAll(/\D/g, '')

const plainPattern =
  /^\^?(?:(?:\[(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9])+\]|\\d|[A-Za-z0-9-])(?:\{\d+(?:,\d*)?\}|[+*?])?)+\$?$/

/** Whether an id has a payer's published shape. A shape that is no plain pattern says nothing. */
export const matchesShape = (id: string, shape: string): boolean =>
  !plainPattern.test(shape) || new RegExp(`^(?:${shape})$`, 'i').test(id)

/** The separators of an electronic claim, and what cannot be printed. */
export function hasForbiddenCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 32 || code === 127 || code === 42 || code === 126 || code === 58 || code === 94 || code === 124)
      return true
  }
  return false
}

import { type DestinationStream, type Logger, pino } from 'pino'

// Logs leave the practice sooner than anything else, so nothing about a patient may enter them: only ids, counts and times.

export type Log = Logger

const hidden = [
  '*.name',
  '*.email',
  '*.memberId',
  '*.birthOn',
  '*.password',
  '*.token',
  'headers',
  'body',
  'query',
  'message',
]

/** Writes to standard error, which leaves standard output to a command's one JSON document. */
export function openLog(
  level: 'silent' | 'info' | 'warn' | 'error' = 'info',
  to: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Log {
  return pino({ level, redact: { paths: hidden, censor: '[hidden]' }, base: null }, to)
}

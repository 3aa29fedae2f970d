/** Statements that break a rule and are right to, each with why. */
export const reviewed: readonly { readonly statement: RegExp; readonly why: string }[] = [
  {
    statement: /^SELECT FROM "app"\."\w+"$/,
    why: 'isolation.db.test.ts asks every table without naming a practice, to see that nothing comes.',
  },
  {
    statement: /^INSERT INTO "app"\."\w+" SELECT r\.\* FROM jsonb_populate_record\(NULL::/,
    why: "isolation.db.test.ts tries to write another practice's row, to see it refused.",
  },
  {
    statement: /^SELECT count\(\*\)::int AS n FROM app\.posting$/,
    why: 'ledger.db.test.ts counts without naming a practice, to see that nothing comes.',
  },
  {
    statement: /FROM pg_class i\s+JOIN pg_index x/,
    why: "The queue's look at its own indexes, in the catalog.",
  },
]

/** Tables of the queue and of the login are no practice's and stay on one node; they are passed over by their schema. */
export const local = /\b(boss|login)"?\./

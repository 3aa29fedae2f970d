/** What the machine's environment says, read in one place. */
export const environment = {
  /** A PostgreSQL server of one's own, as its owner; without it Ballast brings one. */
  databaseUrl: process.env.DATABASE_URL,
  /** Set by every build service. */
  isCi: process.env.CI !== undefined && process.env.CI !== 'false',
  /** Where mail goes out, and as whom; without them it goes into a folder. */
  smtpUrl: process.env.SMTP_URL,
  mailFrom: process.env.MAIL_FROM,
  /** Where patients reach this installation from outside, such as https://desk.example.org; without it letters ask for a call. */
  publicUrl: process.env.PUBLIC_URL,
  isTerminal: process.stdout.isTTY === true && process.stdin.isTTY === true,
}

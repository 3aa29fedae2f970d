export { type Answers, answersOf, type ClaimAnswer, type MonthAnswer, printAnswers } from './answers.ts'
export { type CarelessBiller, carelessBiller } from './careless-biller.ts'
export type { OutgoingFile } from './clearinghouse.ts'
export { type Books, compareBooks } from './compare-books.ts'
export { columns, type ExportKind } from './ehr.ts'
export { type Arm, measure } from './measure.ts'
export { openWorld, type World } from './open-world.ts'
export type { BookEntry, OpenPayer } from './payer/open-payer.ts'
export { practiceYear } from './practice-year.ts'
export { type Reply, type Request, requestSchema, servedWorld } from './served-world.ts'
export {
  type PracticeUnderTest,
  simulateYear,
  stepDay,
  type YearRun,
} from './simulate-year.ts'
export type { Question, RobotStaff } from './staff/robot-staff.ts'
export { defaultMistakes, defaultPayers, defaultPractice } from './world/default-world.ts'
export { type MistakeFile, mistakeFileSchema, mistakeKinds, mistakesJsonSchema } from './world/mistake-file.ts'
export { type Payer, payerFileSchema, payersJsonSchema } from './world/payer-file.ts'
export { type PracticeFile, practiceFileSchema } from './world/practice-file.ts'
export type { PracticeYear, WorldConfig } from './year/types.ts'

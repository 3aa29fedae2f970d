import { addDays, addMonths, type PlainDate, weekday } from '@ballast/kernel'
import { type Random, random } from '../random.ts'
import { addressOf, adult, child, senior } from './names.ts'
import type { Clinician, Patient, WorldConfig } from './types.ts'

// Mental health runs on standing appointments: the same hour every week for a year. A slot belongs to one patient, or to
// two who alternate; a prescriber's slot goes round four patients; an intensive program sees its patients three mornings a
// week for a few months. When an episode ends, a new patient takes the hour.

/** One appointment as booked. */
export type Booking = {
  readonly patient: Patient
  readonly clinician: Clinician
  readonly on: PlainDate
  readonly start: string
  readonly isFirst: boolean
}

type Making = {
  readonly seed: number
  readonly config: WorldConfig
  readonly patients: Patient[]
}

function cardFor(own: Random, { payers, practice }: WorldConfig, clinician: Clinician): string | null {
  const acceptable = payers.filter(
    ({ members, published }) =>
      members > 0 &&
      (clinician.programId !== 'iop' || (published.kind !== 'medicare' && published.kind !== 'eap')) &&
      (clinician.credential !== 'associate' || published.params.supervised_billing_mode !== 'not_allowed'),
  )
  const whole = acceptable.reduce((total, { members }) => total + members, practice.selfPay)
  let mark = own.next() * whole
  for (const { id, members } of acceptable) {
    mark -= members
    if (mark < 0) return id
  }
  return null
}

function newPatient({ seed, config, patients }: Making, clinician: Clinician, startedOn: PlainDate, isNew: boolean) {
  const number = patients.length + 1
  const own = random(seed, 'patient', number)
  const card = cardFor(own, config, clinician)
  const kind = config.payers.find(({ id }) => id === card)?.published.kind
  const person = kind === 'medicare' ? senior(own) : kind === 'commercial' && own.chance(0.14) ? child(own) : adult(own)
  const patient: Patient = {
    ...person,
    id: `P${String(number).padStart(4, '0')}`,
    pronouns: own.chance(0.06) ? 'they/them' : person.sex === 'F' ? 'she/her' : 'he/him',
    address: addressOf(own),
    phone: `80455501${String(number % 100).padStart(2, '0')}`,
    clinician,
    card,
    startedOn,
    isNew,
  }
  patients.push(patient)
  return patient
}

const programMornings = [0, 2, 4]

/** An intensive program: each place is one patient's, three mornings a week, and then the next one's. */
function programDays(making: Making, clinician: Clinician, firstMonday: PlainDate, until: PlainDate): Booking[] {
  const { config, seed } = making
  const { startsOn, slotsPerWeek } = config.practice
  const bookings: Booking[] = []
  const places = Math.max(1, Math.round(slotsPerWeek / programMornings.length))
  for (let place = 0; place < places; place++) {
    const own = random(seed, 'place', clinician.position, place)
    const start = `09:${String(place * 5).padStart(2, '0')}`
    let patient: Patient | null = null
    let lastWeek = -1
    for (let week = 0; addDays(firstMonday, week * 7) <= until; week++) {
      const monday = addDays(firstMonday, week * 7)
      const isNew = patient === null || week > lastWeek
      if (isNew) {
        const begins = week === 0 ? addDays(startsOn, -7 * own.between(1, 8)) : monday
        patient = newPatient(making, clinician, begins, week > 0)
        lastWeek = week + own.between(week === 0 ? 2 : 8, 14)
      }
      for (const morning of programMornings) {
        const on = addDays(monday, morning)
        if (patient && startsOn <= on && on <= until) bookings.push({ patient, clinician, on, start, isFirst: false })
      }
    }
  }
  return bookings
}

/** The queue of one place in a slot: who sits there from which week on. */
type Seat = { patient: Patient; lastWeek: number; fresh: boolean }

export function schedule(seed: number, config: WorldConfig, clinicians: readonly Clinician[]) {
  const { startsOn, slotsPerWeek } = config.practice
  const until = addDays(addMonths(startsOn, config.months), -1)
  const firstMonday = addDays(startsOn, -((weekday(startsOn) + 6) % 7))
  const making: Making = { seed, config, patients: [] }
  const bookings: Booking[] = []
  const therapists = clinicians.filter(({ programId }) => programId === 'therapy')
  const prescribers = clinicians.filter(({ programId }) => programId === 'psychiatry')
  const programs = clinicians.filter(({ programId }) => programId === 'iop')
  const shared: { readonly patient: Patient; readonly hour: string }[] = []
  /** A therapist's patient for a prescriber, whose own hour is another: nobody sits with two clinicians at once. */
  const takeShared = (hour: string): Patient | undefined => {
    const at = shared.findLastIndex((one) => one.hour !== hour)
    return at < 0 ? undefined : shared.splice(at, 1)[0]?.patient
  }

  const seatOf = (clinician: Clinician, own: Random, week: number, on: PlainDate, hour: string): Seat => {
    const weeks = clinician.programId === 'iop' ? own.between(8, 16) : own.between(60, 160)
    const started = week <= 0
    const candidate = clinician.programId === 'psychiatry' && own.chance(0.7) ? takeShared(hour) : undefined
    const patient =
      candidate ?? newPatient(making, clinician, started ? addDays(on, -7 * own.between(2, 40)) : on, !started)
    return {
      patient,
      lastWeek: week + (started ? own.between(Math.min(weeks, 12), weeks) : weeks),
      fresh: !started || candidate !== undefined,
    }
  }

  for (const clinician of programs) bookings.push(...programDays(making, clinician, firstMonday, until))
  for (const clinician of [...therapists, ...prescribers]) {
    for (let slot = 0; slot < slotsPerWeek; slot++) {
      const own = random(seed, 'slot', clinician.position, slot)
      const dayOfWeek = slot % 5
      const hour = 9 + (Math.floor(slot / 5) % 8)
      const start = `${String(hour).padStart(2, '0')}:00`
      const rotation = clinician.programId === 'psychiatry' ? 4 : own.chance(0.15) ? 2 : 1
      const seats: (Seat | undefined)[] = Array.from({ length: rotation })
      for (let week = 0; ; week++) {
        const on = addDays(firstMonday, week * 7 + dayOfWeek)
        if (on > until) break
        if (on < startsOn) continue
        const place = week % rotation
        let seat = seats[place]
        const isOpening = week < rotation || !seat
        if (!seat || week > seat.lastWeek) {
          seat = seatOf(clinician, own, isOpening ? 0 : week, on, `${dayOfWeek} ${start}`)
          seats[place] = seat
          if (clinician.programId === 'therapy' && own.chance(0.5))
            shared.push({ patient: seat.patient, hour: `${dayOfWeek} ${start}` })
        }
        bookings.push({ patient: seat.patient, clinician, on, start, isFirst: seat.fresh })
        seat.fresh = false
      }
    }
  }
  bookings.sort((a, b) => {
    const left = `${a.on}${a.start}${String(a.clinician.position).padStart(4, '0')}`
    const right = `${b.on}${b.start}${String(b.clinician.position).padStart(4, '0')}`
    return left < right ? -1 : left > right ? 1 : 0
  })
  return { bookings, patients: making.patients, until }
}

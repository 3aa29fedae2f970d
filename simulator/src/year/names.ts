import { addDays, date, type PlainDate } from '@ballast/kernel'
import type { Random } from '../random.ts'
import type { Address, Person } from './types.ts'

// Every person here is invented: first and last names are drawn apart, towns do not exist.

// biome-ignore format: lists
const firstNames = {
  F: ['Ada', 'Bea', 'Carla', 'Dana', 'Elsie', 'Fern', 'Greta', 'Hope', 'Iris', 'June', 'Kira', 'Lena', 'Maya', 'Nora', 'Opal', 'Petra', 'Quinn', 'Rosa', 'Signe', 'Tess', 'Una', 'Vera', 'Willa', 'Xenia', 'Yara', 'Zora'],
  M: ['Abel', 'Boris', 'Cyrus', 'Dario', 'Emil', 'Felix', 'Gus', 'Hugo', 'Ivan', 'Jonas', 'Kurt', 'Leon', 'Milo', 'Nils', 'Otto', 'Paul', 'Ravi', 'Silas', 'Theo', 'Uri', 'Victor', 'Walt', 'Yusuf', 'Zeke'],
}
// biome-ignore format: a list
const lastNames = ['Ashby', 'Barlow', 'Calder', 'Dunmore', 'Ellery', 'Farrow', 'Garnet', 'Holloway', 'Ingram', 'Jessup', 'Kestrel', 'Larkin', 'Marlow', 'Norwood', 'Oakes', 'Pemberly', 'Quill', 'Ramsey', 'Selwyn', 'Thorne', 'Upton', 'Vance', 'Wexler', 'Yarrow', 'Zimmer', 'Abara', 'Bello', 'Castro', 'Delgado', 'Eguchi', 'Fuentes', 'Gomes', 'Haddad', 'Ibarra', 'Jovic', 'Kaur', 'Lopez', 'Mehta', 'Nguyen', 'Okafor', 'Park', 'Rao', 'Sato', 'Tran', 'Umar', 'Vega', 'Wong', 'Ximenes', 'Yilmaz', 'Zhou']
const towns = [
  { city: 'Ellery Point', zip: '239010001' },
  { city: 'Marsh Landing', zip: '239020001' },
  { city: 'Saltwood', zip: '239030001' },
]
const streets = ['Heron Way', 'Cove Street', 'Mill Lane', 'Harbor Road', 'Dune Court', 'Larch Avenue']

export function personBorn(random: Random, from: PlainDate, days: number): Person {
  const sex = random.pick(['F', 'M'] as const)
  const firstName = random.pick(firstNames[sex])
  return { firstName, lastName: random.pick(lastNames), birth: addDays(from, random.between(0, days)), sex }
}

export const adult = (random: Random): Person => personBorn(random, date('1962-01-01'), 15_300)
export const senior = (random: Random): Person => personBorn(random, date('1938-01-01'), 7_300)
export const child = (random: Random): Person => personBorn(random, date('2009-11-15'), 2_900)

export function addressOf(random: Random): Address {
  const { city, zip } = random.pick(towns)
  return { street: `${random.between(1, 980)} ${random.pick(streets)}`, city, state: 'VA', zip }
}

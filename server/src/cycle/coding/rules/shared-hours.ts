import { monthServices } from '../types.ts'

// Services that several patients receive at once, from one clinician, in one hour.

export const isGroup = (service: string): boolean => service === 'group_therapy' || service === 'multi_family_group'

/** A day of an intensive outpatient or a partial hospital program. */
export const isProgramDay = (service: string): boolean => service === 'iop_day' || service === 'php_day'

/** Whether two visits of one clinician may lie over each other: the same kind of group, or the program's day. */
export const sharesHour = (a: string, b: string): boolean =>
  (isGroup(a) && a === b) || (isProgramDay(a) && isProgramDay(b))

/** Whether the session is a calendar month of shared care. */
export const isMonth = (service: string): boolean => (monthServices as readonly string[]).includes(service)

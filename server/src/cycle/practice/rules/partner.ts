import { defaultPartner, type Partner } from '../tables/partners.ts'

/** The partner of that name: the practice's own settings first. */
export function partnerFor(name: string, practiceParams: Readonly<Record<string, unknown>>): Partner {
  const partners = practiceParams.partners
  const own =
    typeof partners === 'object' && partners !== null ? (partners as Record<string, unknown>)[name] : undefined
  return typeof own === 'object' && own !== null ? { ...defaultPartner, ...(own as Partial<Partner>) } : defaultPartner
}

// What watches over the practice's claims, in an owner's words. A guard that is off uses what was entered, and only reports.

export type Guard = { readonly name: string; readonly title: string; readonly about: string }

// biome-ignore format: one guard per line
export const guards: readonly Guard[] = [
  { name: 'codeChoice',       title: 'Codes follow from the visit',        about: 'Off: the code that was picked is billed.' },
  { name: 'edits',            title: 'Edits hold a claim that would come back', about: 'Off: edits report and hold nothing.' },
  { name: 'carveOutRouting',  title: 'Carved-out benefits go to who holds them', about: 'Off: claims go to the payer on the card.' },
  { name: 'eligibilitySweep', title: 'Plans are asked before the visit',    about: 'Off: nobody asks by night.' },
  { name: 'limitWarnings',    title: 'Visit limits warn before booking',    about: 'Off: visits beyond a limit are booked without a word.' },
  { name: 'renewalPrompts',   title: 'Authorizations are renewed in time',  about: 'Off: nobody is asked before one runs out.' },
  { name: 'noShowPrevention', title: 'Missed visits are prevented and refilled', about: 'Off: no reminders, no refilling.' },
]

import type { settingsHistory } from '@ballast/server/cycle/practice/actions/settings.ts'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { dayText } from '../../ground/Day.tsx'
import { moneyText } from '../../ground/Money.tsx'
import { Part } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { Settings } from './Settings.tsx'

type It = Of<typeof settingsHistory>
type Change = It['changes'][number]

const words: Readonly<Record<string, string>> = {
  'practice.set-up': 'The practice was set up',
  'practice.set': 'Practice',
  'practice.settings-brought': 'A settings file was brought',
  'practice.guard-set': 'Guard',
  'practice.location-set': 'Place',
  'practice.program-set': 'Program',
  'practice.clinician-set': 'Clinician',
  'practice.payer-set': 'Payer',
  'practice.charge-set': 'Charge',
  'practice.fee-set': 'Allowed fee',
  'practice.term-set': 'Term of a payer',
  'people.invited': 'Invited',
  'people.invitation-withdrawn': 'Invitation taken back',
  'people.joined': 'Came in by invitation',
  'people.standing-set': 'Role changed',
  'people.let-go': 'Works here no longer',
  'people.brought-back': 'Works here again',
  'people.reset-offered': 'New password link made',
  'people.password-reset': 'New password chosen by link',
}

const isMoney = ({ action }: Change) => action === 'practice.charge-set' || action === 'practice.fee-set'

const valueText = (of: Change, value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'nothing'
  return isMoney(of) ? moneyText(Number(value)) : String(value)
}

/** Who changed what in the settings and among the people. */
export function HistoryPage() {
  const page = useQuery({ queryKey: ['settings', 'history'], queryFn: () => ask<It>('/practices/history') })
  return (
    <Settings title="History" about="Who changed what, the last hundred times">
      <Answer of={page}>
        {(it) => (
          <Part title="Changes" isFlush>
            {it.changes.length === 0 && <Empty>Nothing was changed yet.</Empty>}
            {it.changes.map((change) => (
              <div key={`${change.at} ${change.action} ${change.subject}`} className="queue">
                <div className="grow">
                  <div className="title">
                    {words[change.action] ?? change.action}
                    {/^[0-9a-f-]{36}$/.test(change.subject) ? '' : `: ${change.subject}`}
                  </div>
                  {change.changes.map(({ name, was, is }) => (
                    <div key={name} className="quiet">
                      {name}: {valueText(change, was)} &rarr; {valueText(change, is)}
                    </div>
                  ))}
                  {change.reason && <div>{change.reason}</div>}
                </div>
                <div className="quiet">
                  {change.by}, {dayText(change.at.slice(0, 10))}
                </div>
              </div>
            ))}
          </Part>
        )}
      </Answer>
    </Settings>
  )
}

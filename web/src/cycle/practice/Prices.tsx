import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../../ground/api.ts'
import { dayText } from '../../ground/Day.tsx'
import { moneyText } from '../../ground/Money.tsx'
import { Part } from '../../ground/Page.tsx'
import { Empty, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { titleChoices } from './settings.ts'

export type Price = {
  readonly code: string
  /** A licence, or '*' for all. */
  readonly credential: string
  readonly from: string
  readonly until: string | null
  readonly cents: number
}

const beginning = '2000-01-01'

const centsOf = (text: string): number => Math.round(Number(text.replaceAll(/[$,\s]/g, '')) * 100)

/** When an amount stands, where it does not always. */
const when = ({ from, until }: Price, today: string): string =>
  [
    from > beginning ? `${from > today ? 'from' : 'since'} ${dayText(from)}` : '',
    until === null ? '' : `until ${dayText(until)}`,
  ]
    .filter(Boolean)
    .join(' ')

/** Amounts by code and day: what stands, what stood, what comes, and a line to set one. */
export function Prices({
  title,
  word,
  at,
  rows,
  today,
  nothing,
  byLicence = false,
}: {
  title: string
  word: string
  at: string
  rows: readonly Price[]
  today: string
  nothing: string
  byLicence?: boolean
}) {
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const [credential, setCredential] = useState('*')
  const [amount, setAmount] = useState('')
  const [from, setFrom] = useState(today)
  const again = () =>
    Promise.all([['settings'], ['beginning']].map((queryKey) => client.invalidateQueries({ queryKey })))
  const set = (price: object) => post<{ was: number | null }>(at, byLicence ? { credential, ...price } : price)
  const keep = useMutation({
    mutationFn: () => set({ code, cents: centsOf(amount), from }),
    onSuccess: ({ was }) => {
      done(`${code} ${moneyText(centsOf(amount))} from ${dayText(from)}`, () =>
        set({ code, cents: was, from }).then(again),
      )
      setCode('')
      setAmount('')
      return again()
    },
  })
  return (
    <Part title={title} isFlush>
      {rows.length === 0 && <Empty>{nothing}</Empty>}
      {rows.length > 0 && (
        <div className="table-scroll fits">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Code</th>
                {byLicence && <th scope="col">Licence</th>}
                <th scope="col" className="number">
                  {word}
                </th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const stands = row.from <= today && (row.until === null || row.until >= today)
                return (
                  <tr key={`${row.code} ${row.credential} ${row.from}`}>
                    <th scope="row">{row.code}</th>
                    {byLicence && <td>{row.credential === '*' ? 'All' : row.credential}</td>}
                    <td className={stands ? 'number' : 'number quiet'}>{moneyText(row.cents)}</td>
                    <td className={stands ? '' : 'quiet'}>{when(row, today) || 'always'}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      <form
        className="part-body"
        onSubmit={(event) => {
          event.preventDefault()
          keep.mutate()
        }}
      >
        <Group gap="xs" align="flex-end">
          <TextInput
            label="Code"
            required
            w={90}
            maxLength={5}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
          />
          {byLicence && (
            <NativeSelect
              label="Licence"
              value={credential}
              data={[{ value: '*', label: 'All' }, ...titleChoices]}
              onChange={(event) => setCredential(event.currentTarget.value)}
            />
          )}
          <TextInput
            label={word}
            required
            w={110}
            inputMode="decimal"
            pattern="\$?[0-9,]+(\.[0-9]{1,2})?"
            title="An amount such as 150.00"
            value={amount}
            onChange={(event) => setAmount(event.currentTarget.value)}
          />
          <TextInput
            label="From"
            type="date"
            required
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={keep.isPending}>
            Set
          </Button>
        </Group>
        {keep.error && <Failure error={keep.error} />}
      </form>
    </Part>
  )
}

import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ApiFailure } from '../../ground/api.ts'
import { Failure } from '../../ground/states.tsx'

export type Field = {
  /** What the server calls it. */
  readonly at: string
  readonly label: string
  readonly about?: string
  readonly isOptional?: boolean
  readonly type?: 'date' | 'tel' | 'number'
  readonly most?: number
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

export type Values = Readonly<Record<string, string>>

/** A value, or null where nothing was entered. */
export const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)

/** A form of plain fields: what the server finds wrong is said beside its field, and the cursor goes there. */
export function EntryForm({
  fields,
  values: given,
  onKeep,
  onDone,
  button = 'Keep',
  isReadOnly = false,
  children,
}: {
  fields: readonly Field[]
  values: Values
  onKeep: (values: Values) => Promise<unknown>
  onDone: () => void
  button?: string
  isReadOnly?: boolean
  children?: ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Values>(given)
  const keep = useMutation({ mutationFn: () => onKeep(values), onSuccess: onDone })
  const flaws = keep.error instanceof ApiFailure ? keep.error.fields : []
  const flawOf = (at: string) => flaws.find((flaw) => flaw.at === at || flaw.at === `practice.${at}`)?.message
  const isPlaced = flaws.length > 0 && fields.some(({ at }) => flawOf(at) !== undefined)
  useEffect(() => {
    if (flaws.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [flaws])
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate()
      }}
    >
      <fieldset disabled={isReadOnly} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
            {fields.map(({ at, label, about, isOptional, type, most, choices }, i) => {
              const common = {
                label,
                description: about,
                required: !isOptional,
                error: flawOf(at),
                value: values[at] ?? '',
                ...(i === 0 ? { 'data-autofocus': true } : {}),
              }
              const change = (value: string) => setValues({ ...values, [at]: value })
              return choices ? (
                <NativeSelect
                  key={at}
                  {...common}
                  data={[...(isOptional || !values[at] ? [{ value: '', label: '' }] : []), ...choices]}
                  onChange={(event) => change(event.currentTarget.value)}
                />
              ) : (
                <TextInput
                  key={at}
                  {...common}
                  type={type ?? 'text'}
                  {...(most === undefined ? {} : { maxLength: most })}
                  onChange={(event) => change(event.currentTarget.value)}
                />
              )
            })}
          </SimpleGrid>
          {keep.error && !isPlaced && <Failure error={keep.error} />}
          {!isReadOnly && (
            <Group gap="xs">
              <Button type="submit" loading={keep.isPending}>
                {button}
              </Button>
              {children}
            </Group>
          )}
        </Stack>
      </fieldset>
    </form>
  )
}

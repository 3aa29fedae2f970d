import { CloseButton, Group, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'

export type Choice = { readonly value: string; readonly label: string; readonly count?: number | undefined }

/** One thing to filter by, its choices beside each other with how many rows each has. Choosing the chosen one takes it off. */
export function Choices({
  label,
  value,
  of,
  onChange,
}: {
  label: string
  value: string | undefined
  of: readonly Choice[]
  onChange: (value: string | undefined) => void
}) {
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {of.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className="choice"
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value === value ? undefined : choice.value)}
        >
          {choice.label}
          {choice.count !== undefined && <span className="count">{choice.count.toLocaleString('en-US')}</span>}
        </button>
      ))}
    </fieldset>
  )
}

/** A box to find rows by; it asks on Enter and when it is emptied, so that no half-typed name is searched. */
export function Find({
  label,
  value,
  onFind,
}: {
  label: string
  value: string | undefined
  onFind: (value: string | undefined) => void
}) {
  const [text, setText] = useState(value ?? '')
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      value={text}
      w={280}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        text === '' ? null : (
          <CloseButton
            size="sm"
            aria-label="Clear"
            onClick={() => {
              setText('')
              onFind(undefined)
            }}
          />
        )
      }
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onFind(text.trim() || undefined)
      }}
    />
  )
}

export function Filters({ children }: { children: ReactNode }) {
  return (
    <Group gap="sm" align="center" className="no-print">
      {children}
    </Group>
  )
}

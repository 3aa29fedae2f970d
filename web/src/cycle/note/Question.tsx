import { Text } from '@mantine/core'
import { type KeyboardEvent, useRef } from 'react'
import type { Asked, Note, NoteChange } from './notes.ts'

type Props = {
  asked: Asked
  content: Note['content']
  isCurrent: boolean
  needsMinutes: boolean
  onChange: (change: NoteChange) => void
  /** The answer is given: on to the next one. */
  onDone: () => void
}

const keys = '1234567890'

/** 1402 is 14:02; anything shorter is not a time yet. */
export const timeFrom = (text: string): string | null => {
  const digits = text.replace(/\D/g, '')
  const padded = digits.length === 3 ? `0${digits}` : digits
  const time = `${padded.slice(0, 2)}:${padded.slice(2, 4)}`
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) && padded.length === 4 ? time : null
}

export function Question(props: Props) {
  const { asked, isCurrent } = props
  const id = `q-${asked.element}`
  return (
    <section className="note-question" data-current={isCurrent} data-element={asked.element} aria-labelledby={id}>
      <div className="ask" id={id}>
        {asked.ask}
        {asked.isCarried && <span className="quiet">as last time</span>}
        {!asked.isRequired && <span className="quiet">if it applies</span>}
      </div>
      <Field {...props} />
    </section>
  )
}

function Field(props: Props) {
  switch (props.asked.kind) {
    case 'times':
      return <Times {...props} />
    case 'minutes':
      return <Minutes {...props} />
    case 'diagnoses':
      return <Diagnoses {...props} />
    case 'plan':
      return <Plan {...props} />
    case 'place':
      return <Place {...props} />
    case 'group':
      return <GroupPart {...props} />
    case 'blocks':
      return <Blocks {...props} />
    case 'choice':
      return <Choice {...props} />
  }
}

/** The options of a question, chosen by their number; Enter goes on. */
export function Choice({ asked, onChange, onDone }: Pick<Props, 'asked' | 'onChange' | 'onDone'>) {
  const chosen = asked.answer?.chosen ?? []
  const options = asked.groups.flatMap((group) => group.options)
  const choose = (option: string) => {
    const others = asked.isMany ? chosen.filter((each) => each !== option) : []
    const next = chosen.includes(option) ? others : [...others, option]
    onChange({ answers: { [asked.element]: { ...asked.answer, chosen: next } } })
    if (!asked.isMany && next.length > 0) onDone()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = keys.indexOf(event.key)
    const option = at < 0 ? undefined : options[at]
    if (option) choose(option.id)
    else if (event.key === 'Enter') onDone()
    else return
    event.preventDefault()
  }
  let number = 0
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys choose among the buttons inside.
    <div onKeyDown={onKey}>
      {asked.groups.map((group) => (
        <div key={group.title ?? ''} className="note-options">
          {group.title && (
            <Text size="sm" className="quiet" w="100%">
              {group.title}
            </Text>
          )}
          {group.options.map((option) => {
            number += 1
            const key = keys[number - 1]
            return (
              <button
                key={option.id}
                type="button"
                className="note-option"
                tabIndex={number === 1 ? 0 : -1}
                data-first={number === 1 || undefined}
                aria-pressed={chosen.includes(option.id)}
                onClick={() => choose(option.id)}
              >
                {key && <span className="key">{key}</span>}
                {option.words}
              </button>
            )
          })}
        </div>
      ))}
    </div>
  )
}

/** Four digits are a time: the cursor goes on by itself. */
function TimeField(props: {
  label: string
  value: string | null
  isFirst?: boolean
  onTime: (time: string | null) => void
  onFull: () => void
}) {
  const last = useRef(props.value)
  return (
    <input
      className="note-field"
      data-first={props.isFirst || undefined}
      size={6}
      inputMode="numeric"
      placeholder="1405"
      aria-label={props.label}
      defaultValue={props.value ?? ''}
      onChange={(event) => {
        const digits = event.currentTarget.value.replace(/\D/g, '')
        const time = digits.length === 4 ? timeFrom(digits) : null
        if (time === last.current) return
        if (time === null && digits !== '') return
        last.current = time
        props.onTime(time)
        if (time !== null) {
          event.currentTarget.value = time
          props.onFull()
        }
      }}
      onBlur={(event) => {
        const time = timeFrom(event.currentTarget.value)
        if (time !== null && time !== last.current) {
          last.current = time
          props.onTime(time)
        }
        event.currentTarget.value = time ?? event.currentTarget.value
      }}
    />
  )
}

function Times({ content, needsMinutes, onChange, onDone }: Props) {
  const row = useRef<HTMLDivElement>(null)
  const later = () => row.current?.querySelectorAll('input')[1]?.focus()
  return (
    <div className="note-options" ref={row} style={{ alignItems: 'center' }}>
      <TimeField label="Began" isFirst value={content.start} onTime={(start) => onChange({ start })} onFull={later} />
      <span className="quiet">to</span>
      <TimeField label="Ended" value={content.stop} onTime={(stop) => onChange({ stop })} onFull={onDone} />
      {content.endsNextDay && <span>the next day</span>}
      {(needsMinutes || content.minutes !== null) && (
        <>
          <input
            className="note-field"
            size={4}
            inputMode="numeric"
            aria-label="Minutes with the patient"
            defaultValue={content.minutes ?? ''}
            onBlur={(event) => {
              const text = event.currentTarget.value.trim()
              if (text === '' || /^\d{1,3}$/.test(text)) onChange({ minutes: text === '' ? null : Number(text) })
            }}
          />
          <span className="quiet">minutes with the patient</span>
        </>
      )}
    </div>
  )
}

function Minutes({ asked, onChange, onDone }: Props) {
  return (
    <div className="note-options" style={{ alignItems: 'center' }}>
      <input
        className="note-field"
        data-first
        size={4}
        inputMode="numeric"
        aria-label={asked.ask}
        defaultValue={asked.answer?.count ?? ''}
        onChange={(event) => {
          const text = event.currentTarget.value.trim()
          if (/^\d{1,3}$/.test(text)) onChange({ answers: { [asked.element]: { count: Number(text) } } })
          if (text === '') onChange({ answers: { [asked.element]: null } })
        }}
        onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && onDone()}
      />
      <span className="quiet">minutes</span>
    </div>
  )
}

function Diagnoses({ asked, onChange, onDone }: Props) {
  const chosen = asked.answer?.chosen ?? []
  const set = (next: readonly string[]) =>
    onChange({ answers: { [asked.element]: next.length === 0 ? null : { chosen: [...next] } } })
  return (
    <div className="note-options">
      {chosen.map((code) => (
        <button
          key={code}
          type="button"
          className="note-option"
          aria-pressed
          aria-label={`Remove ${code}`}
          onClick={() => set(chosen.filter((other) => other !== code))}
        >
          {code} ×
        </button>
      ))}
      <input
        className="note-field"
        data-first
        size={8}
        placeholder="F41.1"
        aria-label="Add a diagnosis"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey) return
          const code = event.currentTarget.value.trim().toUpperCase()
          event.currentTarget.value = ''
          if (code === '') onDone()
          else if (!chosen.includes(code)) set([...chosen, code])
        }}
      />
    </div>
  )
}

function Plan({ asked, onChange, onDone }: Props) {
  const { text, on } = asked.answer ?? {}
  const set = (next: { text?: string | undefined; on?: string | undefined }) => {
    const answer = { ...(next.text ? { text: next.text } : {}), ...(next.on ? { on: next.on } : {}) }
    onChange({ answers: { [asked.element]: answer } })
  }
  return (
    <div className="note-options" style={{ alignItems: 'center' }}>
      <input
        className="note-field"
        data-first
        maxLength={60}
        size={28}
        placeholder="Goal 2: sleep through"
        aria-label="Goal of the treatment plan"
        defaultValue={text ?? ''}
        onChange={(event) => set({ text: event.currentTarget.value, on })}
        onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && onDone()}
      />
      <span className="quiet">plan of</span>
      <input
        className="note-field"
        type="date"
        aria-label="Day of the treatment plan"
        defaultValue={on ?? ''}
        onChange={(event) => set({ text, on: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && onDone()}
      />
    </div>
  )
}

function Place(props: Props) {
  const { asked, onChange } = props
  return (
    <>
      <Choice
        {...props}
        onChange={(change) => {
          const answer = change.answers?.[asked.element]
          onChange({ answers: { [asked.element]: { ...answer, text: asked.answer?.text ?? '' } } })
        }}
      />
      <div className="note-options" style={{ alignItems: 'center' }}>
        <input
          className="note-field"
          size={3}
          maxLength={2}
          aria-label="State where the patient was"
          defaultValue={asked.answer?.text ?? ''}
          onChange={(event) =>
            onChange({
              answers: { [asked.element]: { ...asked.answer, text: event.currentTarget.value.toUpperCase() } },
            })
          }
        />
        <span className="quiet">state</span>
      </div>
    </>
  )
}

function GroupPart(props: Props) {
  const { asked, onChange } = props
  return (
    <>
      <div className="note-options" style={{ alignItems: 'center' }}>
        <input
          className="note-field"
          size={3}
          inputMode="numeric"
          aria-label="How many attended"
          defaultValue={asked.answer?.count ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value.trim()
            if (/^\d{1,2}$/.test(text))
              onChange({ answers: { [asked.element]: { ...asked.answer, count: Number(text) } } })
          }}
        />
        <span className="quiet">attended</span>
      </div>
      <Choice {...props} />
    </>
  )
}

function Blocks({ asked, onChange, onDone }: Props) {
  const blocks = asked.answer?.blocks ?? []
  const draft = useRef<{ start: string | null }>({ start: null })
  const row = useRef<HTMLDivElement>(null)
  const set = (next: typeof blocks) => onChange({ answers: { [asked.element]: { blocks: next } } })
  return (
    <div className="note-options" ref={row} style={{ alignItems: 'center' }}>
      {blocks.map((block) => (
        <button
          key={`${block.start}-${block.stop}`}
          type="button"
          className="note-option"
          aria-pressed
          aria-label={`Remove ${block.start} to ${block.stop}`}
          onClick={() => set(blocks.filter((other) => other !== block))}
        >
          {block.start} to {block.stop} ×
        </button>
      ))}
      <span key={blocks.length} style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
        <TimeField
          label="Came"
          isFirst
          value={null}
          onTime={(start) => {
            draft.current.start = start
          }}
          onFull={() => [...(row.current?.querySelectorAll('input') ?? [])].at(-1)?.focus()}
        />
        <span className="quiet">to</span>
        <TimeField
          label="Left"
          value={null}
          onTime={(stop) => {
            const { start } = draft.current
            if (start !== null && stop !== null) set([...blocks, { start, stop }])
          }}
          onFull={onDone}
        />
      </span>
    </div>
  )
}

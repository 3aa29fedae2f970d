import { Button, Group, Title } from '@mantine/core'
import { IconArrowLeft, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { focusRow } from './DataTable.tsx'

/**
 * A list and, beside it, what is open in it. Where there is no room for both, the open thing stands alone. Esc closes it and
 * gives the focus back to its row.
 */
export function Split({
  list,
  open,
  title,
  onClose,
  children,
}: {
  list: ReactNode
  /** The row that is open; undefined when none is. */
  open: string | undefined
  title: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  const close = () => {
    onClose()
    if (open !== undefined) focusRow(open)
  }
  // Esc is heard wherever the focus is, except where it already means something: a dialog, a menu, a field.
  useEffect(() => {
    if (open === undefined) return
    const onKey = (event: KeyboardEvent) => {
      const at = event.target instanceof Element ? event.target : null
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (at?.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]')) return
      close()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  const isOpen = open !== undefined
  // The list stays the same element, open or not: its scroll and its focus must not be lost.
  return (
    <div className={isOpen ? 'split' : ''}>
      <div className="split-list">{list}</div>
      {isOpen && (
        <section className="panel split-detail" aria-label={typeof title === 'string' ? title : 'Open row'}>
          <Group className="split-head" gap="xs" wrap="nowrap" align="center">
            <Button
              className="split-back no-print"
              variant="subtle"
              size="compact-sm"
              leftSection={<IconArrowLeft size={14} />}
              onClick={close}
            >
              List
            </Button>
            <Title order={2} style={{ minWidth: 0 }}>
              {title}
            </Title>
            <Button
              className="split-close no-print"
              ml="auto"
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={close}
              rightSection={<kbd>Esc</kbd>}
              leftSection={<IconX size={14} />}
            >
              Close
            </Button>
          </Group>
          <div className="part-body">{children}</div>
        </section>
      )}
    </div>
  )
}

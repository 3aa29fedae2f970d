import { Modal, Table } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'

// biome-ignore format: one row per line
const keys: readonly (readonly [key: string, does: string])[] = [
  ['Ctrl K or /', 'Search and commands'],
  ['J, K',        'Next and previous row'],
  ['Enter',       'Open the row'],
  ['Esc',         'Close what is open; back to its row'],
  ['X',           'Select the row'],
  ['R',           'Release, on a held claim'],
  ['N',           'Write a note, on a denial'],
  ['E, S, A, W',  'Done, snooze, assign, dismiss, on an item of work'],
  ['G then Q',    'Work'],
  ['G then B',    'Coverage'],
  ['G then H',    'Home'],
  ['G then C',    'Claims'],
  ['G then P',    'Payments'],
  ['G then D',    'Denials'],
  ['G then R',    'Receivable'],
  ['?',           'These keys'],
]

/** The sheet of keys, on `?`. */
export function Keys() {
  const [isOpen, { open, close }] = useDisclosure(false)
  useHotkeys([
    ['shift+?', open],
    ['?', open],
  ])
  return (
    <Modal opened={isOpen} onClose={close} title="Keys">
      <Table>
        <Table.Tbody>
          {keys.map(([key, does]) => (
            <Table.Tr key={key}>
              <Table.Td w={120}>
                <kbd>{key}</kbd>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}

import { useNavigate, useRouterState } from '@tanstack/react-router'

/** What a page's address says after the question mark: everything a list is filtered, sorted and opened by. */
export type Address = Readonly<Record<string, string | undefined>>

/** The address of this page and the way to change parts of it. A changed filter starts again at the first row. */
export function useAddress(): readonly [Address, (values: Address) => void] {
  const { pathname, search } = useRouterState({ select: (state) => state.location })
  const navigate = useNavigate()
  const address = search as Address
  return [address, (values) => void navigate({ to: pathname, search: { ...address, ...values } as never })]
}

const text = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

/** Addresses that a person can read and write: plain words, never quoted JSON. */
export const addresses = {
  parseSearch: (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search: Record<string, unknown>): string => {
    const wanted = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
    const words = new URLSearchParams(wanted.map(([name, value]) => [name, text(value)])).toString()
    return words === '' ? '' : `?${words}`
  },
}

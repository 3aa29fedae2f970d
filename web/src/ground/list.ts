import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { type Filter, fetchPage } from './api.ts'

// A list comes from the server as filtered and sorted there, a page at a time as somebody scrolls, and whole for CSV.

const pageSize = 200
const wholePageSize = 500

type AnyPage = { readonly total: number }

export type List<Page extends AnyPage, Row> = {
  /** "/claims": asked with the filter, `limit` and `offset`. */
  readonly path: string
  readonly filter: Filter
  readonly rowsOf: (page: Page) => readonly Row[]
}

/** The first page (for totals and counts), the rows that are here, and what a DataTable needs to get the others. */
export function useList<Page extends AnyPage, Row>({ path, filter, rowsOf }: List<Page, Row>) {
  const client = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: ['list', path, filter],
    queryFn: ({ pageParam }) => fetchPage<Page>(path, filter, pageSize, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last: Page, all: readonly Page[]) => {
      const here = all.reduce((count, page) => count + rowsOf(page).length, 0)
      return here < last.total ? here : undefined
    },
    placeholderData: keepPreviousData,
  })
  const pages = (query.data as InfiniteData<Page> | undefined)?.pages
  const first = pages?.[0]
  const everyRow = async (): Promise<readonly Row[]> => {
    const rows: Row[] = []
    for (let total = 1; rows.length < total; ) {
      const page = await fetchPage<Page>(path, filter, wholePageSize, rows.length)
      const more = rowsOf(page)
      if (more.length === 0) break
      rows.push(...more)
      total = page.total
    }
    return rows
  }
  return {
    answer: {
      data: first && { first, rows: (pages ?? []).flatMap((page) => rowsOf(page)) },
      error: query.error,
      refetch: query.refetch,
    },
    table: {
      total: first?.total ?? 0,
      onMore: () => {
        if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
      },
      everyRow,
    },
    refresh: () => client.invalidateQueries(),
  }
}

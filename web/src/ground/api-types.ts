import type { claimPage, claimsPage } from '@ballast/server/cycle/claim/actions/page.ts'
import type {
  denialList,
  denialPage,
  rootCauses,
  DenialWork as TypedWork,
} from '@ballast/server/cycle/denial/actions.ts'
import type { home } from '@ballast/server/cycle/insight/actions/home.ts'
import type { recentImports } from '@ballast/server/cycle/practice/actions/import.ts'
import type { agingItems, agingReport } from '@ballast/server/cycle/receivable/actions/aging.ts'
import type { remittanceList, remittancePage } from '@ballast/server/cycle/remittance/actions/list.ts'
import type { DemoDoor, meOf } from '@ballast/server/door.ts'
import type { Taken } from '@ballast/server/import-routes.ts'
import type { listViews } from '@ballast/server/saved-views.ts'
import type { searchFor } from '@ballast/server/search.ts'

// What the pages read is what the server's own functions answer with, so that a renamed field fails the build here and not a
// person. `...Cents` are integer cents; a Decimal is dollars as text ("160.00").

/** What a function of the server answers with, when it finds something. */
export type Of<F extends (...args: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<F>>>

export type Decimal = string
export type Day = string

export type Me = Of<typeof meOf>
export type Permission = Me['permissions'][number]
/** GET /api/door */
export type Door = { readonly me: Me | null; readonly demo: Pick<DemoDoor, 'logins' | 'password'> | null }

/** GET /api/insight/home */
export type Home = Of<typeof home>
export type Queue = Home['queues'][number]
export type Stage = Home['stages'][number]
export type Measure = Home['measures'][number]

/** GET /api/claims, /api/claims/:id */
export type ClaimsPage = Of<typeof claimsPage>
export type ClaimRow = ClaimsPage['claims'][number]
export type ClaimDetail = Of<typeof claimPage>
export type TimelineEvent = ClaimDetail['timeline'][number]
export type { Source } from '@ballast/server/cycle/claim/actions/source.ts'

/** GET /api/remittances, /api/remittances/:id */
export type RemittancesPage = Of<typeof remittanceList>
export type RemittanceRow = RemittancesPage['remittances'][number]
export type RemittanceDetail = Of<typeof remittancePage>
export type RemittedClaim = RemittanceDetail['claims'][number]

/** GET /api/denials, /api/denials/:id, POST /api/denials/:id/work */
export type DenialsPage = Of<typeof denialList>
export type DenialRow = DenialsPage['denials'][number]
export type DenialDetail = Of<typeof denialPage>
export type DenialWork = Omit<TypedWork, 'followUpOn'> & { readonly followUpOn?: Day | null }
export type RootCause = ReturnType<typeof rootCauses>[number]

/** GET /api/receivable/aging, /api/receivable/items */
export type Aging = Of<typeof agingReport>
export type AgingRow = Aging['rows'][number]
export type OpenItems = Of<typeof agingItems>
export type OpenItem = OpenItems['items'][number]

/** POST /api/import (multipart, field `files`; `kind` and `columns` when a person said what is what), GET /api/import */
export type TakenFile = Taken
export type ImportReport = { readonly files: readonly Taken[] }
export type PastImport = Of<typeof recentImports>[number]

/** GET /api/codes/:type/:code, /api/search, /api/views */
export type { Meaning as CodeExplanation } from '@ballast/server/codes.ts'
export type Found = { readonly hits: Of<typeof searchFor> }
export type SavedView = Of<typeof listViews>[number]

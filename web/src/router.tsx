import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { HomePage } from './cycle/insight/HomePage.tsx'
import { addresses } from './ground/address.ts'
import { Frame } from './ground/Frame.tsx'
import { Empty, Failure } from './ground/states.tsx'

const root = createRootRoute({
  component: Frame,
  notFoundComponent: () => <Empty>There is no page at this address.</Empty>,
  errorComponent: ({ error }) => <Failure error={error instanceof Error ? error : new Error(String(error))} />,
})
const under = (path: string) => ({ getParentRoute: () => root, path })

const routes = [
  createRoute({ ...under('/'), component: HomePage }),
  createRoute({ ...under('/day'), component: lazyRouteComponent(() => import('./cycle/note/DayPage.tsx'), 'DayPage') }),
  createRoute({
    ...under('/notes'),
    component: lazyRouteComponent(() => import('./cycle/note/OpenNotesPage.tsx'), 'OpenNotesPage'),
  }),
  createRoute({
    ...under('/notes/$id'),
    component: lazyRouteComponent(() => import('./cycle/note/NotePage.tsx'), 'NotePage'),
  }),
  createRoute({
    ...under('/notes/$id/roster'),
    component: lazyRouteComponent(() => import('./cycle/note/RosterPage.tsx'), 'RosterPage'),
  }),
  createRoute({
    ...under('/note-templates'),
    component: lazyRouteComponent(() => import('./cycle/note/TemplatesPage.tsx'), 'TemplatesPage'),
  }),
  createRoute({
    ...under('/today'),
    component: lazyRouteComponent(() => import('./cycle/session/TodayPage.tsx'), 'TodayPage'),
  }),
  createRoute({
    ...under('/schedule'),
    component: lazyRouteComponent(() => import('./cycle/session/SchedulePage.tsx'), 'SchedulePage'),
  }),
  createRoute({
    ...under('/patients/$id'),
    component: lazyRouteComponent(() => import('./cycle/intake/PatientPage.tsx'), 'PatientPage'),
  }),
  createRoute({
    ...under('/patients/$id/statement'),
    component: lazyRouteComponent(() => import('./cycle/intake/StatementPage.tsx'), 'StatementPage'),
  }),
  createRoute({
    ...under('/patients/$id/superbill'),
    component: lazyRouteComponent(() => import('./cycle/intake/SuperbillPage.tsx'), 'SuperbillPage'),
  }),
  createRoute({
    ...under('/duplicates'),
    component: lazyRouteComponent(() => import('./cycle/intake/DuplicatesPage.tsx'), 'DuplicatesPage'),
  }),
  createRoute({
    ...under('/missed'),
    component: lazyRouteComponent(() => import('./cycle/session/MissedPage.tsx'), 'MissedPage'),
  }),
  createRoute({
    ...under('/credentialing'),
    component: lazyRouteComponent(() => import('./cycle/practice/CredentialingPage.tsx'), 'CredentialingPage'),
  }),
  createRoute({
    ...under('/settings'),
    component: lazyRouteComponent(() => import('./cycle/practice/PracticePage.tsx'), 'PracticePage'),
  }),
  createRoute({
    ...under('/settings/payers'),
    component: lazyRouteComponent(() => import('./cycle/practice/PayersPage.tsx'), 'PayersPage'),
  }),
  createRoute({
    ...under('/settings/payers/$id'),
    component: lazyRouteComponent(() => import('./cycle/practice/PayersPage.tsx'), 'PayerPage'),
  }),
  createRoute({
    ...under('/settings/charges'),
    component: lazyRouteComponent(() => import('./cycle/practice/ChargesPage.tsx'), 'ChargesPage'),
  }),
  createRoute({
    ...under('/settings/clinicians'),
    component: lazyRouteComponent(() => import('./cycle/practice/CliniciansPage.tsx'), 'CliniciansPage'),
  }),
  createRoute({
    ...under('/settings/history'),
    component: lazyRouteComponent(() => import('./cycle/practice/HistoryPage.tsx'), 'HistoryPage'),
  }),
  createRoute({
    ...under('/settings/people'),
    component: lazyRouteComponent(() => import('./cycle/practice/PeoplePage.tsx'), 'PeoplePage'),
  }),
  createRoute({
    ...under('/authorizations'),
    component: lazyRouteComponent(() => import('./cycle/authorization/AuthorizationsPage.tsx'), 'AuthorizationsPage'),
  }),
  createRoute({
    ...under('/authorizations/patients/$id'),
    component: lazyRouteComponent(
      () => import('./cycle/authorization/PatientAuthorizationsPage.tsx'),
      'PatientAuthorizationsPage',
    ),
  }),
  createRoute({
    ...under('/authorizations/requests'),
    component: lazyRouteComponent(() => import('./cycle/authorization/RequestsPage.tsx'), 'RequestsPage'),
  }),
  createRoute({
    ...under('/authorizations/requests/$id'),
    component: lazyRouteComponent(() => import('./cycle/authorization/RequestPage.tsx'), 'RequestPage'),
  }),
  createRoute({
    ...under('/authorizations/answers'),
    component: lazyRouteComponent(() => import('./cycle/authorization/AnswersPage.tsx'), 'AnswersPage'),
  }),
  createRoute({
    ...under('/authorizations/continuity'),
    component: lazyRouteComponent(() => import('./cycle/authorization/ContinuityPage.tsx'), 'ContinuityPage'),
  }),
  createRoute({
    ...under('/renewals'),
    component: lazyRouteComponent(() => import('./cycle/authorization/RenewalPage.tsx'), 'RenewalsPage'),
  }),
  createRoute({
    ...under('/renewals/$id'),
    component: lazyRouteComponent(() => import('./cycle/authorization/RenewalPage.tsx'), 'RenewalPage'),
  }),
  createRoute({
    ...under('/claims'),
    component: lazyRouteComponent(() => import('./cycle/claim/ClaimsPage.tsx'), 'ClaimsPage'),
  }),
  createRoute({
    ...under('/claims/$id'),
    component: lazyRouteComponent(() => import('./cycle/claim/ClaimPage.tsx'), 'ClaimPage'),
  }),
  createRoute({
    ...under('/edits'),
    component: lazyRouteComponent(() => import('./cycle/review/EditsPage.tsx'), 'EditsPage'),
  }),
  createRoute({
    ...under('/review'),
    component: lazyRouteComponent(() => import('./cycle/review/ReviewPage.tsx'), 'ReviewPage'),
  }),
  createRoute({
    ...under('/review/$id'),
    component: lazyRouteComponent(() => import('./cycle/review/RoundPage.tsx'), 'RoundPage'),
  }),
  createRoute({
    ...under('/who-does-what'),
    component: lazyRouteComponent(() => import('./cycle/review/LaborPage.tsx'), 'LaborPage'),
  }),
  createRoute({
    ...under('/my-month'),
    component: lazyRouteComponent(() => import('./cycle/wellbeing/MonthPage.tsx'), 'MonthPage'),
  }),
  createRoute({
    ...under('/measures/$id'),
    component: lazyRouteComponent(() => import('./cycle/review/IndicatorPage.tsx'), 'IndicatorPage'),
  }),
  createRoute({
    ...under('/measures'),
    component: lazyRouteComponent(() => import('./cycle/insight/MeasuresPage.tsx'), 'MeasuresPage'),
  }),
  createRoute({
    ...under('/claims/files'),
    component: lazyRouteComponent(() => import('./cycle/claim/FilesPage.tsx'), 'FilesPage'),
  }),
  createRoute({
    ...under('/remittances'),
    component: lazyRouteComponent(() => import('./cycle/remittance/RemittancesPage.tsx'), 'RemittancesPage'),
  }),
  createRoute({
    ...under('/remittances/waiting'),
    component: lazyRouteComponent(() => import('./cycle/remittance/WaitingPage.tsx'), 'WaitingPage'),
  }),
  createRoute({
    ...under('/denials'),
    component: lazyRouteComponent(() => import('./cycle/denial/DenialsPage.tsx'), 'DenialsPage'),
  }),
  createRoute({
    ...under('/receivable'),
    component: lazyRouteComponent(() => import('./cycle/receivable/AgingPage.tsx'), 'AgingPage'),
  }),
  createRoute({
    ...under('/import'),
    component: lazyRouteComponent(() => import('./cycle/import/ImportPage.tsx'), 'ImportPage'),
  }),
  createRoute({
    ...under('/leakage'),
    component: lazyRouteComponent(() => import('./cycle/insight/LeakagePage.tsx'), 'LeakagePage'),
  }),
  createRoute({
    ...under('/audit'),
    component: lazyRouteComponent(() => import('./cycle/insight/audit/AuditPage.tsx'), 'AuditPage'),
  }),
  createRoute({
    ...under('/work'),
    component: lazyRouteComponent(() => import('./cycle/worklist/WorkPage.tsx'), 'WorkPage'),
  }),
  createRoute({
    ...under('/teams'),
    component: lazyRouteComponent(() => import('./cycle/worklist/TeamsPage.tsx'), 'TeamsPage'),
  }),
  createRoute({
    ...under('/eligibility'),
    component: lazyRouteComponent(() => import('./cycle/eligibility/CoveragesPage.tsx'), 'CoveragesPage'),
  }),
  createRoute({
    ...under('/eligibility/sweeps'),
    component: lazyRouteComponent(() => import('./cycle/eligibility/SweepsPage.tsx'), 'SweepsPage'),
  }),
  createRoute({
    ...under('/eligibility/answers/$id'),
    component: lazyRouteComponent(() => import('./cycle/eligibility/RawAnswer.tsx'), 'AnswerPage'),
  }),
  createRoute({
    ...under('/eligibility/$id'),
    component: lazyRouteComponent(() => import('./cycle/eligibility/Coverage.tsx'), 'CoveragePage'),
  }),
  createRoute({
    ...under('/eligibility/$id/cost'),
    component: lazyRouteComponent(() => import('./cycle/eligibility/CostPage.tsx'), 'CostPage'),
  }),
  createRoute({
    ...under('/checklist'),
    component: lazyRouteComponent(() => import('./cycle/eligibility/StepsPage.tsx'), 'StepsPage'),
  }),
  createRoute({
    ...under('/checklist/$id'),
    component: lazyRouteComponent(() => import('./cycle/eligibility/ChecklistPage.tsx'), 'ChecklistPage'),
  }),
  createRoute({
    ...under('/origins'),
    component: lazyRouteComponent(() => import('./cycle/insight/OriginsPage.tsx'), 'OriginsPage'),
  }),
]

export const router = createRouter({ routeTree: root.addChildren(routes), defaultPreload: 'intent', ...addresses })

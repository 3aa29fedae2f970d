import { ActionIcon, AppShell, Burger, Button, Group, Menu, Text, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { openSpotlight } from '@mantine/spotlight'
import {
  IconBuildingBank,
  IconCalendar,
  IconCalendarCheck,
  IconCalendarMonth,
  IconCertificate,
  IconChartBar,
  IconChecklist,
  IconChevronDown,
  IconDoorEnter,
  IconEyeCheck,
  IconFileInvoice,
  IconFileSearch,
  IconHome,
  IconListCheck,
  IconMoon,
  IconNotes,
  IconScale,
  IconSearch,
  IconSettings,
  IconShieldCheck,
  IconSun,
  IconSunrise,
  IconTemplate,
  IconUpload,
  IconUserOff,
  IconUsers,
  IconUsersGroup,
  IconZoomExclamation,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { Account } from './Account.tsx'
import { choosePractice, homeQuery, meQuery } from './api.ts'
import type { Me, Permission } from './api-types.ts'
import { dayText } from './Day.tsx'
import { DemoTag, Filling, NextDay } from './Demo.tsx'
import { Keys } from './Keys.tsx'
import { LoginPage } from './LoginPage.tsx'
import { Palette } from './Palette.tsx'
import { Failure, Loading } from './states.tsx'

// The rooms stand in the order money moves through them. A person sees those their role opens; `queues` are counted beside.
const rooms = [
  { to: '/', title: 'Home', icon: IconHome, queues: [], needs: null, key: 'h' },
  { to: '/work', title: 'Work', icon: IconChecklist, queues: ['work-'], needs: 'worklist.read', key: 'q' },
  { to: '/eligibility', title: 'Coverage', icon: IconShieldCheck, queues: [], needs: 'intake.read', key: 'b' },
  { to: '/day', title: 'Your day', icon: IconSunrise, queues: [], needs: 'note.write', key: 'y' },
  { to: '/notes', title: 'Notes', icon: IconNotes, queues: ['unsigned'], needs: 'claim.read', key: 'n' },
  { to: '/today', title: 'Today', icon: IconDoorEnter, queues: [], needs: 'session.work', key: 'o' },
  { to: '/schedule', title: 'Schedule', icon: IconCalendar, queues: [], needs: 'session.work', key: 's' },
  { to: '/missed', title: 'Missed visits', icon: IconUserOff, queues: [], needs: 'session.work', key: 'x' },
  {
    to: '/authorizations',
    title: 'Authorizations',
    icon: IconCalendarCheck,
    queues: [],
    needs: 'authorization.read',
    key: 'u',
  },
  {
    to: '/renewals',
    title: 'Treatment updates',
    icon: IconCalendarCheck,
    queues: [],
    needs: 'authorization.answer',
    key: 'l',
  },
  {
    to: '/claims',
    title: 'Claims',
    icon: IconFileInvoice,
    queues: ['held', 'rejected', 'ready', 'silent'],
    needs: 'claim.read',
    key: 'c',
  },
  {
    to: '/remittances',
    title: 'Payments',
    icon: IconBuildingBank,
    queues: ['payments', 'unmatched', 'provider', 'files'],
    needs: 'remittance.read',
    key: 'p',
  },
  { to: '/denials', title: 'Denials', icon: IconZoomExclamation, queues: ['denial-'], needs: 'denial.read', key: 'd' },
  { to: '/receivable', title: 'Receivable', icon: IconScale, queues: [], needs: 'receivable.read', key: 'r' },
  { to: '/edits', title: 'Edits', icon: IconListCheck, queues: [], needs: 'claim.read', key: 'e' },
  { to: '/review', title: 'Coding review', icon: IconEyeCheck, queues: [], needs: 'review.read', key: 'v' },
  { to: '/note-templates', title: 'What notes hold', icon: IconTemplate, queues: [], needs: 'note.read', key: 't' },
  { to: '/my-month', title: 'My month', icon: IconCalendarMonth, queues: [], needs: 'note.write', key: 'j' },
  { to: '/who-does-what', title: 'Who does what', icon: IconUsers, queues: [], needs: 'note.write', key: 'w' },
  { to: '/credentialing', title: 'Credentialing', icon: IconCertificate, queues: [], needs: 'practice.read', key: 'g' },
  { to: '/teams', title: 'Teams', icon: IconUsersGroup, queues: [], needs: 'people.manage', key: 'k' },
  { to: '/measures', title: 'Measures', icon: IconChartBar, queues: [], needs: 'insight.read', key: 'm' },
  { to: '/import', title: 'Import', icon: IconUpload, queues: [], needs: 'import.run', key: 'i' },
  { to: '/settings', title: 'Settings', icon: IconSettings, queues: [], needs: 'practice.set', key: 'z' },
  { to: '/audit', title: 'Audit', icon: IconFileSearch, queues: [], needs: 'audit.run', key: 'a' },
] as const

export function Frame() {
  const me = useQuery(meQuery)
  if (me.error && 'status' in me.error && me.error.status === 401) return <LoginPage />
  if (me.data) return <Rooms me={me.data} />
  return me.error ? <Failure error={me.error} retry={() => void me.refetch()} /> : <Loading />
}

function Rooms({ me }: { me: Me }) {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const may = (needs: Permission | null): boolean => needs === null || me.permissions.includes(needs)
  // A clinician's day is their home.
  const isClinician = may('note.write') && !may('insight.read')
  const open = rooms.filter(({ to, needs }) => may(needs) && !(to === '/' && isClinician))
  const { data: home } = useQuery({ ...homeQuery, enabled: may('insight.read') })
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const isDark =
    colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  const waiting = (names: readonly string[]): number =>
    (home?.queues ?? [])
      .filter((queue) => names.some((name) => queue.id === name || (name.endsWith('-') && queue.id.startsWith(name))))
      .reduce((total, queue) => total + queue.count, 0)

  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'xs', sm: 'md' }}
    >
      <a href="#main" className="skip">
        Skip to the page
      </a>
      <AppShell.Header bg="var(--panel)">
        <Group h="100%" px="sm" gap="sm" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Rooms" />
          <Text fw={700} c="var(--accent)" visibleFrom="sm" w={76}>
            Ballast
          </Text>
          <Practices me={me} />
          {me.isDemo && <DemoTag />}
          <Group ml="auto" gap={4} wrap="nowrap">
            <Button
              variant="default"
              leftSection={<IconSearch size={14} />}
              rightSection={<kbd>Ctrl K</kbd>}
              onClick={openSpotlight}
              visibleFrom="md"
              fw={400}
              c="var(--quiet)"
            >
              {may('claim.read') ? 'Patient, claim, check, amount' : 'Search and commands'}
            </Button>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              hiddenFrom="md"
              onClick={openSpotlight}
              aria-label="Search"
            >
              <IconSearch size={16} />
            </ActionIcon>
            {me.today && (
              <Text size="sm" visibleFrom="sm" px="xs" className="number" title="The practice's today">
                {dayText(me.today)}
              </Text>
            )}
            {me.demo && !me.demo.isFilling && may('day.step') && <NextDay />}
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={isDark ? 'Light colors' : 'Dark colors'}
              onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
            >
              {isDark ? <IconSun size={16} /> : <IconMoon size={16} />}
            </ActionIcon>
            <Account me={me} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" bg="var(--panel)" aria-label="Rooms">
        {open.map(({ to, title, icon: Icon, queues }) => {
          const count = waiting(queues)
          return (
            <Link key={to} to={to} className="rail-link" activeOptions={{ exact: to === '/' }} onClick={close}>
              <Icon size={16} aria-hidden /> {title}
              {count > 0 && <span className="count">{count.toLocaleString('en-US')}</span>}
            </Link>
          )
        })}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        {me.demo && <Filling demo={me.demo} />}
        <Outlet />
      </AppShell.Main>
      <Palette rooms={open} queues={home?.queues ?? []} me={me} />
      <Keys />
    </AppShell>
  )
}

function Practices({ me }: { me: Me }) {
  const client = useQueryClient()
  const name = me.practice?.name ?? 'No practice'
  if (me.practices.length < 2)
    return (
      <Text fw={600} truncate maw={260}>
        {name}
      </Text>
    )
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--ink)"
          px={6}
          maw={260}
          rightSection={<IconChevronDown size={14} />}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {me.practices.map((practice) => (
          <Menu.Item
            key={practice.id}
            onClick={() => void choosePractice(practice.id).then(() => client.resetQueries())}
          >
            {practice.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

import { ActionIcon, AppShell, Badge, Burger, Button, Group, Menu, Text, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { openSpotlight, Spotlight } from '@mantine/spotlight'
import {
  IconBuildingBank,
  IconChartBar,
  IconEyeCheck,
  IconFileInvoice,
  IconFileSearch,
  IconHome,
  IconListCheck,
  IconMoon,
  IconNotes,
  IconScale,
  IconSearch,
  IconSun,
  IconSunrise,
  IconTemplate,
  IconUpload,
  IconUser,
  IconUsers,
  IconZoomExclamation,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { choosePractice, homeQuery, meQuery, signOut } from './api.ts'
import type { Me } from './api-types.ts'
import { dayText } from './Day.tsx'
import { LoginPage } from './LoginPage.tsx'
import { Answer } from './states.tsx'

// The rooms stand in the order money moves through them. A person sees those their role opens.
const rooms = [
  { to: '/', title: 'Home', icon: IconHome, queues: [], needs: null, key: 'h' },
  { to: '/day', title: 'Your day', icon: IconSunrise, queues: [], needs: 'note.write', key: 'y' },
  { to: '/notes', title: 'Notes', icon: IconNotes, queues: ['unsigned'], needs: 'claim.read', key: 'n' },
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
    queues: ['payments', 'unmatched', 'provider'],
    needs: 'remittance.read',
    key: 'p',
  },
  { to: '/denials', title: 'Denials', icon: IconZoomExclamation, queues: ['denial-'], needs: 'denial.read', key: 'd' },
  { to: '/receivable', title: 'Receivable', icon: IconScale, queues: [], needs: 'receivable.read', key: 'r' },
  { to: '/edits', title: 'Edits', icon: IconListCheck, queues: [], needs: 'claim.read', key: 'e' },
  { to: '/review', title: 'Coding review', icon: IconEyeCheck, queues: [], needs: 'review.read', key: 'v' },
  { to: '/note-templates', title: 'What notes hold', icon: IconTemplate, queues: [], needs: 'note.read', key: 't' },
  { to: '/who-does-what', title: 'Who does what', icon: IconUsers, queues: [], needs: 'note.write', key: 'w' },
  { to: '/measures', title: 'Measures', icon: IconChartBar, queues: [], needs: 'insight.read', key: 'm' },
  { to: '/import', title: 'Import', icon: IconUpload, queues: [], needs: 'import.run', key: 'i' },
  { to: '/audit', title: 'Audit', icon: IconFileSearch, queues: [], needs: 'audit.run', key: 'a' },
] as const

export function Frame() {
  const me = useQuery(meQuery)
  if (me.error && 'status' in me.error && me.error.status === 401) return <LoginPage />
  return <Answer of={me}>{(person) => <Rooms me={person} />}</Answer>
}

function Rooms({ me }: { me: Me }) {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const may = (needs: string | null): boolean => needs === null || me.permissions.includes(needs)
  // A clinician's day is their home.
  const isClinician = may('note.write') && !may('insight.read')
  const open = rooms.filter(({ to, needs }) => may(needs) && !(to === '/' && isClinician))
  const { data: home } = useQuery({ ...homeQuery, enabled: may('insight.read') })
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const client = useQueryClient()
  const isDark = colorScheme === 'dark'
  const waiting = (names: readonly string[]): number =>
    (home?.queues ?? [])
      .filter((queue) => names.some((name) => queue.id === name || (name.endsWith('-') && queue.id.startsWith(name))))
      .reduce((total, queue) => total + queue.count, 0)

  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <AppShell.Header bg="var(--panel)">
        <Group h="100%" px="sm" gap="sm" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Rooms" />
          <Text fw={700} c="var(--accent)" visibleFrom="sm" w={88}>
            Ballast
          </Text>
          <Menu disabled={me.practices.length < 2}>
            <Menu.Target>
              <Button variant="subtle" color="gray" c="var(--ink)" px={6} maw={240}>
                {me.practice?.name ?? 'No practice'}
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
          {me.isDemo && (
            <Badge variant="light" visibleFrom="sm">
              Demo
            </Badge>
          )}
          <Group ml="auto" gap={4} wrap="nowrap">
            <Button
              variant="default"
              leftSection={<IconSearch size={14} />}
              onClick={openSpotlight}
              visibleFrom="md"
              c="dimmed"
            >
              Search and commands, Ctrl K
            </Button>
            <ActionIcon variant="subtle" size="lg" hiddenFrom="md" onClick={openSpotlight} aria-label="Search">
              <IconSearch size={16} />
            </ActionIcon>
            {me.today && (
              <Text size="sm" visibleFrom="sm" px="xs">
                {dayText(me.today)}
              </Text>
            )}
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={isDark ? 'Light colors' : 'Dark colors'}
              onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
            >
              {isDark ? <IconSun size={16} /> : <IconMoon size={16} />}
            </ActionIcon>
            <Menu>
              <Menu.Target>
                <ActionIcon variant="subtle" size="lg" aria-label={`Signed in as ${me.person.name}`}>
                  <IconUser size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>
                  {me.person.name}, {me.roles.join(', ').replaceAll('_', ' ')}
                </Menu.Label>
                <Menu.Item onClick={() => void signOut().then(() => client.resetQueries())}>Sign out</Menu.Item>
              </Menu.Dropdown>
            </Menu>
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
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
      <Spotlight
        shortcut={['mod + K', '/']}
        nothingFound="Nothing goes by that name"
        searchProps={{ placeholder: 'Go to a room or a queue', 'aria-label': 'Go to a room or a queue' }}
        actions={[
          ...open.map(({ to, title }) => ({ id: to, label: title, onClick: () => void navigate({ to }) })),
          ...(home?.queues ?? []).map((queue) => ({
            id: queue.id,
            label: queue.title,
            description: queue.hint,
            onClick: () => void navigate({ href: queue.link }),
          })),
        ]}
      />
    </AppShell>
  )
}

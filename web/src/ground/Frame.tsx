import { ActionIcon, AppShell, Badge, Burger, Button, Group, Menu, Text, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { openSpotlight, Spotlight } from '@mantine/spotlight'
import {
  IconBuildingBank,
  IconChartBar,
  IconFileInvoice,
  IconFileSearch,
  IconHome,
  IconMoon,
  IconScale,
  IconSearch,
  IconSun,
  IconUpload,
  IconUser,
  IconZoomExclamation,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { choosePractice, homeQuery, meQuery, signOut } from './api.ts'
import type { Me } from './api-types.ts'
import { dayText } from './Day.tsx'
import { LoginPage } from './LoginPage.tsx'
import { Answer } from './states.tsx'

// The rooms stand in the order money moves through them.
const rooms = [
  { to: '/', title: 'Home', icon: IconHome, queues: [] },
  { to: '/claims', title: 'Claims', icon: IconFileInvoice, queues: ['held', 'rejected', 'ready', 'silent'] },
  { to: '/remittances', title: 'Payments', icon: IconBuildingBank, queues: ['payments', 'unmatched', 'provider'] },
  { to: '/denials', title: 'Denials', icon: IconZoomExclamation, queues: ['denial-'] },
  { to: '/receivable', title: 'Receivable', icon: IconScale, queues: [] },
  { to: '/measures', title: 'Measures', icon: IconChartBar, queues: [] },
  { to: '/import', title: 'Import', icon: IconUpload, queues: [] },
  { to: '/audit', title: 'Audit', icon: IconFileSearch, queues: [] },
] as const

export function Frame() {
  const me = useQuery(meQuery)
  if (me.error && 'status' in me.error && me.error.status === 401) return <LoginPage />
  return <Answer of={me}>{(person) => <Rooms me={person} />}</Answer>
}

function Rooms({ me }: { me: Me }) {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const { data: home } = useQuery(homeQuery)
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
        {rooms.map(({ to, title, icon: Icon, queues }) => {
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
          ...rooms.map(({ to, title }) => ({ id: to, label: title, onClick: () => void navigate({ to }) })),
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

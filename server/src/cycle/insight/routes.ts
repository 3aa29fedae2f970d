import { room, secured } from '../../ground/http.ts'
import { home } from './actions/home.ts'

export const insightRoutes = room().get(
  '/home',
  secured('insight.read', { summary: 'Queues, the cycle at a glance, and the measures' }),
  async (c) => c.json(await home(c.var.ground)),
)

// Staff come in by the front door: they sign in like anybody and press only what a page offers.

type Json = Readonly<Record<string, unknown>>
export type Pressed = { readonly ok: boolean; readonly status: number; readonly body: Json }

/** One signed-in person. */
export type Door = {
  readonly look: (path: string) => Promise<Json>
  /** The same for a page that this product may not have, or not show to this person; null then. */
  readonly lookFor: (path: string) => Promise<Json | null>
  readonly press: (path: string, body: object) => Promise<Pressed>
}

export type DoorPlate = { readonly url: string; readonly password: string }

/** Signs somebody in; the same person stays signed in for as long as the door is used. */
export async function enter({ url, password }: DoorPlate, email: string): Promise<Door> {
  let cookie = ''
  let presses = 0
  const headers = () => ({ cookie, 'x-ballast': '1', 'content-type': 'application/json' })

  async function signIn(): Promise<void> {
    const response = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: headers(),
      body: JSON.stringify({ email, password }),
    })
    if (!response.ok) throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`)
    cookie = response.headers
      .getSetCookie()
      .map((text) => text.split(';')[0] ?? '')
      .join('; ')
  }

  async function ask(path: string, init: () => RequestInit): Promise<Response> {
    const first = await fetch(`${url}/api${path}`, { ...init(), headers: { ...headers(), ...init().headers } })
    if (first.status !== 401) return first
    await signIn()
    return fetch(`${url}/api${path}`, { ...init(), headers: { ...headers(), ...init().headers } })
  }

  await signIn()
  return {
    async look(path) {
      const response = await ask(path, () => ({}))
      if (!response.ok) throw new Error(`${email} could not look at ${path}: ${response.status}`)
      return (await response.json()) as Json
    },
    async lookFor(path) {
      const response = await ask(path, () => ({}))
      if (response.ok) return (await response.json()) as Json
      await response.arrayBuffer()
      return null
    },
    async press(path, body) {
      presses += 1
      const key = `${email.replace(/\W/g, '-')}-${process.pid}-${presses}`
      const response = await ask(path, () => ({
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'idempotency-key': key },
      }))
      const text = await response.text()
      return { ok: response.ok, status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Json) : {} }
    },
  }
}

import { describe, expect, test } from 'vitest'
import { declaredRoutes, room, secured, statusOf } from './http.ts'

describe('a refusal becomes a status by its kind', () => {
  test.each([
    ['not_found', 404],
    ['claim.not_found', 404],
    ['forbidden', 403],
    ['cross_origin.forbidden', 403],
    ['unauthenticated', 401],
    ['invalid', 422],
    ['idempotency.invalid', 422],
    ['import.unreadable', 422],
    ['too_large', 413],
    ['sign_in.too_many', 429],
    ['claim.not_ready', 409],
    ['claim.stopped', 409],
  ])('%s is %i', (kind, status) => expect(statusOf(kind)).toBe(status))
})

describe('no route without a permission', () => {
  test('a declared one is listed with what it demands', () => {
    const app = room().route(
      '/claims',
      room().get('/:id', secured('claim.read'), (c) => c.json({})),
    )
    expect(declaredRoutes(app)).toMatchObject([{ method: 'GET', path: '/claims/:id', access: 'claim.read' }])
  })

  test('a bare one is refused by name', () => {
    const app = room()
      .get('/open', secured('claim.read'), (c) => c.json({}))
      .post('/bare', (c) => c.json({}))
    expect(() => declaredRoutes(app)).toThrow('POST /bare')
  })

  test('one whose permission stands on another method is refused', () => {
    const app = room()
      .get('/claim', secured('claim.read'), (c) => c.json({}))
      .delete('/claim', (c) => c.json({}))
    expect(() => declaredRoutes(app)).toThrow('DELETE /claim')
  })
})

import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { orderOf, promptRound } from '../src/prompt-round'

function set({ mock }: TestContext) {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const shown: string[] = []
  const round = promptRound((prompt) => shown.push(prompt ?? 'none'))
  return { round, shown, pass: (ms: number) => mock.timers.tick(ms) }
}

test('each prompt is shown once, the last one goes, and nothing follows', (context) => {
  const { round, shown, pass } = set(context)
  round.start(['a', 'b'], 5)
  pass(999)
  assert.deepEqual(shown, [])
  pass(1)
  assert.deepEqual(shown, ['a'])
  pass(4999)
  assert.deepEqual(shown, ['a'])
  pass(1)
  assert.deepEqual(shown, ['a', 'b'])
  pass(5000)
  assert.deepEqual(shown, ['a', 'b', 'none'])
  pass(1e6)
  assert.equal(shown.length, 3)
})

test('no prompts, nothing shown', (context) => {
  const { round, shown, pass } = set(context)
  round.start([], 5)
  pass(1e6)
  assert.deepEqual(shown, ['none'])
})

test('while the visitor reads, time stands still', (context) => {
  const { round, shown, pass } = set(context)
  round.start(['a', 'b'], 5)
  pass(1000)
  pass(2000)
  round.hold(true)
  round.hold(true)
  pass(1e6)
  assert.deepEqual(shown, ['a'])
  round.hold(false)
  pass(2999)
  assert.deepEqual(shown, ['a'])
  pass(1)
  assert.deepEqual(shown, ['a', 'b'])
})

test('what was held at its end stays for a moment', (context) => {
  const { round, shown, pass } = set(context)
  round.start(['a'], 5)
  pass(1000)
  pass(4990)
  round.hold(true)
  pass(500)
  round.hold(false)
  pass(1499)
  assert.deepEqual(shown, ['a'])
  pass(1)
  assert.deepEqual(shown, ['a', 'none'])
})

test('a page that is not seen begins when it is', (context) => {
  const { round, shown, pass } = set(context)
  round.hold(true)
  round.start(['a'], 5)
  pass(1e6)
  assert.deepEqual(shown, [])
  round.hold(false)
  pass(1500)
  assert.deepEqual(shown, ['a'])
})

test('a new round takes the place of the old one', (context) => {
  const { round, shown, pass } = set(context)
  round.start(['a', 'b'], 5)
  pass(1000)
  round.start(['c'], 2, 0)
  pass(0)
  assert.deepEqual(shown, ['a', 'c'])
  pass(2000)
  assert.deepEqual(shown, ['a', 'c', 'none'])
})

test('a round that was stopped stays stopped', (context) => {
  const { round, shown, pass } = set(context)
  round.start(['a', 'b'], 5)
  pass(1000)
  round.stop()
  round.hold(true)
  round.hold(false)
  pass(1e6)
  assert.deepEqual(shown, ['a'])
})

test('prompts rotate from where they are', () => {
  assert.deepEqual(orderOf(['a', 'b', 'c'], 'rotate'), ['a', 'b', 'c'])
  assert.deepEqual(orderOf(['a', 'b', 'c'], 'rotate', 'b'), ['b', 'c', 'a'])
  assert.deepEqual(orderOf(['a', 'b', 'c'], 'rotate', 'gone'), ['a', 'b', 'c'])
})

test('chance decides about all of them, once each', () => {
  const prompts = ['a', 'b', 'c', 'd']
  const dice = [0.9, 0.1, 0.5, 0.3]
  assert.deepEqual(orderOf(prompts, 'random', '', () => dice.shift() ?? 0), ['d', 'a', 'c', 'b'])
  assert.equal(orderOf(prompts, 'random', 'c')[0], 'c')
  const first = new Set<string | undefined>()
  for (let at = 0; at < 200; at++) {
    const order = orderOf(prompts, 'random')
    assert.deepEqual([...order].sort(), prompts)
    first.add(order[0])
  }
  assert.equal(first.size, 4)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrast, mix, readableInk } from '../src/contrast'
import { legible, palette } from '../src/palette'

function* colors(): Generator<string> {
  for (let red = 0; red < 256; red += 15)
    for (let green = 0; green < 256; green += 15)
      for (let blue = 0; blue < 256; blue += 15) yield '#' + [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')
}

test('contrast is that of WCAG', () => {
  assert.equal(contrast('#000000', '#ffffff').toFixed(2), '21.00')
  assert.equal(contrast('#fff', '#767676').toFixed(2), '4.54')
  assert.equal(contrast('#15559d', '#15559d'), 1)
})

test('colours mix', () => {
  assert.equal(mix('#000000', '#ffffff', 0.5), '#808080')
  assert.equal(mix('#abc', '#000000', 0), '#aabbcc')
})

test('ink can be read on every header colour', () => {
  for (const color of colors()) assert.ok(contrast(readableInk(color), color) >= 4.5, color)
})

test('the default header has white ink, a light one dark ink', () => {
  assert.equal(readableInk('#15559d'), '#ffffff')
  assert.equal(readableInk('#ffd84d'), '#1d1f21')
})

test('accents can be read on their grounds and bubbles in both schemes', () => {
  for (const color of colors()) {
    const shades = palette(color) as Record<'--light-accent' | '--dark-accent' | '--light-bubble' | '--dark-bubble', string>
    assert.ok(contrast(shades['--light-accent'], '#fbfbfa') >= 4.5, `light ${color}`)
    assert.ok(contrast(shades['--dark-accent'], '#141517') >= 4.5, `dark ${color}`)
    assert.ok(contrast('#1d1f21', shades['--light-bubble']) >= 4.5, `light bubble of ${color}`)
    assert.ok(contrast('#ececea', shades['--dark-bubble']) >= 4.5, `dark bubble of ${color}`)
    // Numbers of citations are accent on bubble.
    assert.ok(contrast(shades['--light-accent'], shades['--light-bubble']) >= 4.5, `light citation of ${color}`)
    assert.ok(contrast(shades['--dark-accent'], shades['--dark-bubble']) >= 4.5, `dark citation of ${color}`)
  }
})

test('a colour that is legible already stays', () => assert.equal(legible('#15559d', '#fbfbfa', 4.6), '#15559d'))

test('an accent keeps its hue in both schemes', () => {
  const shades = palette('#15559d')
  for (const name of ['--light-accent', '--dark-accent']) {
    const [red, , blue] = [1, 3, 5].map((at) => parseInt((shades[name] ?? '').slice(at, at + 2), 16)) as [number, number, number]
    assert.ok(blue > red + 40, `${name} ${shades[name]}`)
  }
})

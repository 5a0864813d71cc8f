import { contrast, mix, readableInk } from './contrast'

const LIGHT_GROUND = '#fbfbfa'
const DARK_GROUND = '#141517'

/** How much of the accent is in a bubble. */
const LIGHT_TINT = 0.12
const DARK_TINT = 0.18

/**
 * The colour itself, or the nearest mixture with the ink of the ground that stands out from the ground
 * by the wanted ratio, and can be read on the ground that is tinted with it.
 */
export function legible(color: string, ground: string, wanted: number, tint = 0): string {
  const ink = readableInk(ground)
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mix(color, ink, share)
    if (contrast(shade, ground) >= wanted && contrast(shade, mix(ground, shade, tint)) >= 4.5) return shade
  }
  return ink
}

/** Colours of the panel that follow from the header colour, for both schemes: the stylesheet picks by media query. */
export function palette(header: string): Record<string, string> {
  const light = legible(header, LIGHT_GROUND, 4.6, LIGHT_TINT)
  const dark = legible(header, DARK_GROUND, 8, DARK_TINT)
  return {
    '--light-accent': light,
    '--light-on-accent': readableInk(light),
    '--light-bubble': mix(LIGHT_GROUND, light, LIGHT_TINT),
    '--dark-accent': dark,
    '--dark-on-accent': readableInk(dark),
    '--dark-bubble': mix(DARK_GROUND, dark, DARK_TINT),
  }
}

export function paint(box: HTMLElement, header: string): void {
  for (const [property, color] of Object.entries(palette(header))) box.style.setProperty(property, color)
}

import { contrast, mix, readableInk } from './contrast'

const LIGHT_GROUND = '#fbfbfa'
const DARK_GROUND = '#141517'

/** How much of the accent is in a bubble. */
const LIGHT_TINT = 0.12
const DARK_TINT = 0.18

/**
 * The colour itself, or the nearest shade of its hue that stands out from the ground by the wanted
 * ratio, and can be read on the ground that is tinted with it.
 */
export function legible(color: string, ground: string, wanted: number, tint = 0): string {
  const step = readableInk(ground) === '#ffffff' ? 0.02 : -0.02
  const { hue, saturation, lightness } = hslOf(color)
  for (let at = lightness, shade = color; at > 0 && at < 1; at += step, shade = hexOf(hue, saturation, at)) {
    if (contrast(shade, ground) >= wanted && contrast(shade, mix(ground, shade, tint)) >= 4.5) return shade
  }
  return readableInk(ground)
}

function hslOf(hex: string): { hue: number; saturation: number; lightness: number } {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(mix(hex, hex, 0).slice(at, at + 2), 16) / 255) as [number, number, number]
  const max = Math.max(red, green, blue)
  const span = max - Math.min(red, green, blue)
  const lightness = max - span / 2
  if (!span) return { hue: 0, saturation: 0, lightness }
  const sector = max === red ? (green - blue) / span : max === green ? 2 + (blue - red) / span : 4 + (red - green) / span
  return { hue: (sector * 60 + 360) % 360, saturation: span / (1 - Math.abs(2 * lightness - 1)), lightness }
}

function hexOf(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const part = (offset: number) => {
    const at = (offset + hue / 30) % 12
    const share = lightness - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1))
    return Math.round(share * 255).toString(16).padStart(2, '0')
  }
  return `#${part(0)}${part(8)}${part(4)}`
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

type Rgb = [number, number, number]

function parse(hex: string): Rgb {
  const long = hex.length === 4 ? hex.replace(/\w/g, '$&$&') : hex
  return [1, 3, 5].map((at) => parseInt(long.slice(at, at + 2), 16)) as Rgb
}

const format = (rgb: Rgb) => '#' + rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')

function luminance(hex: string): number {
  const [red, green, blue] = parse(hex).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two colours as WCAG 2 defines it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

export function mix(one: string, other: string, share: number): string {
  const target = parse(other)
  return format(parse(one).map((part, at) => part + ((target[at] ?? 0) - part) * share) as Rgb)
}

/** Ink for text on this colour, 4.5:1 at least: of all colours, 4.52 is the least. For that the luminance need not be exact, and the button has no room for more. */
export function readableInk(background: string): string {
  const [red, green, blue] = parse(background).map((part) => (part / 255) ** 2.2) as Rgb
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  if (light < 0.18) return '#ffffff'
  return light < 0.25 ? '#000000' : '#1d1f21'
}

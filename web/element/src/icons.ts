const SVG = 'http://www.w3.org/2000/svg'

/** The sign: a keyhole inside a speech bubble. Filled, like STOP; all others are strokes. */
export const SIGN =
  'M12 2.6a9.6 8.6 0 1 1-2.9 16.8l-4.9 2.3c-.4.2-.9-.1-.8-.6l.6-4.5A9.6 8.6 0 0 1 12 2.6Zm0 3.7a2.8 2.8 0 0 0-1.4 5.2l-1.1 4.3h5l-1.1-4.3A2.8 2.8 0 0 0 12 6.3Z'
export const CROSS = 'M6 6l12 12M18 6L6 18'
export const PENCIL = 'M12.5 5H7a3 3 0 0 0-3 3v9a3 3 0 0 0 3 3h9a3 3 0 0 0 3-3v-5.5M18.4 3.6a1.7 1.7 0 0 1 2.4 2.4L13 13.8l-3.2.8.8-3.2z'
export const EXPAND = 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7'
export const CONTRACT = 'M20 10h-6V4M14 10l7-7M4 14h6v6M10 14l-7 7'
export const ARROW_UP = 'M12 19V5M5.5 11.5L12 5l6.5 6.5'
export const ARROW_DOWN = 'M12 5v14M5.5 12.5L12 19l6.5-6.5'
export const STOP = 'M8 7h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Z'
export const ALERT = 'M12 8v5M12 16.5v.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z'
export const CLOUD_OFF = 'M4 4l16 16M9 6.3A6 6 0 0 1 17.8 11 4 4 0 0 1 20 17.5M16 18H7a4.5 4.5 0 0 1-.9-8.9'
export const COPY = 'M9 9h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2zM15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3'
export const CHECK = 'M5 12.5l4.5 4.5L19 7.5'
export const SOUND = 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11'
export const SILENCE = 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5'
export const RETRY = 'M20 11a8 8 0 1 0-2.3 6.2M20 5v6h-6'

export function icon(path: string, filled = false): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  const shape = document.createElementNS(SVG, 'path')
  const attributes: Record<string, string> = filled
    ? { fill: 'currentColor', 'fill-rule': 'evenodd' }
    : { fill: 'none', stroke: 'currentColor', 'stroke-width': '1.8', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  shape.setAttribute('d', path)
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value)
  svg.append(shape)
  return svg
}

const SVG = 'http://www.w3.org/2000/svg'

/** The sign: a keyhole inside a speech bubble. Filled, like STOP; all others are strokes, as the stylesheet has them. */
export const SIGN =
  'M4 16.6a9.6 8.6 0 1 1 5.1 2.8l-4.9 2.3c-.4.2-.9-.1-.8-.6zm6.6-5.1l-1.1 4.3h5l-1.1-4.3a2.8 2.8 0 1 0-2.8 0'
export const CROSS = 'M6 6l12 12M18 6L6 18'
export const PENCIL = 'M12.5 5H7a3 3 0 0 0-3 3v9a3 3 0 0 0 3 3h9a3 3 0 0 0 3-3v-5.5M18.4 3.6a1.7 1.7 0 0 1 2.4 2.4L13 13.8l-3.2.8.8-3.2z'
export const PEN = 'M4.2 19.8l.9-4L16.3 4.6a2.2 2.2 0 0 1 3.1 3.1L8.2 18.9zM14 6.9l3.1 3.1'
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
export const CLOCK = 'M4.1 12.5a8 8 0 1 0 2-5.8L3.8 9M3.8 4.5V9h4.5M12 7.8V12l3 1.9'
export const BACK = 'M19 12H5M11.5 5.5L5 12l6.5 6.5'
export const BIN = 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12a1.5 1.5 0 0 0 1.5 1.5h6.400a1.5 1.5 0 0 0 1.5-1.5l.8-12M10 11v5.5M14 11v5.5'
export const THUMB = 'M7.5 11v9h-2a1.5 1.5 0 0 1-1.5-1.5v-6A1.5 1.5 0 0 1 5.5 11zl3.7-7.3a2.2 2.2 0 0 1 2.8 2.1V9h4.3a2 2 0 0 1 2 2.3l-1 6.9a2 2 0 0 1-2 1.8H7.5'
export const CLIP = 'M20 11.5l-8 8a5 5 0 0 1-7-7l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8L9.9 17.2a1.7 1.7 0 0 1-2.4-2.4L15 7.3'
export const FILE = 'M13 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9zM13 3v6h6'
export const IMAGE = 'M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM4.5 17l4.5-4.5 3 3 3.5-3.5 4 4M9 8.5v.01'
export const DOWNLOAD = 'M12 4v11M7 10.5l5 5 5-5M5 20h14'
export const RETRY = 'M20 11a8 8 0 1 0-2.3 6.2M20 5v6h-6'

export function icon(...paths: string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  for (const path of paths) svg.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', path)
  return svg
}

export function filledIcon(path: string): SVGSVGElement {
  const svg = icon(path)
  svg.classList.add('filled')
  return svg
}

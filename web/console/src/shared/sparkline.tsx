import { useId } from 'react'

const WIDTH = 120
const HEIGHT = 32

/** A line of a few numbers, drawn from zero; its label says what it shows. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  const fill = useId()
  const most = Math.max(1, ...values)
  const points = values.map((value, at) => [(at / Math.max(1, values.length - 1)) * WIDTH, HEIGHT - 2 - (value / most) * (HEIGHT - 6)] as const)
  const line = points.map(([x, y], at) => `${at ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} preserveAspectRatio="none">
      <linearGradient id={fill} x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stopColor="currentColor" stopOpacity="0.22" />
        <stop offset="1" stopColor="currentColor" stopOpacity="0" />
      </linearGradient>
      <path d={`${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} fill={`url(#${fill})`} />
      <path d={line} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

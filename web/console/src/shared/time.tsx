import { Tooltip } from '@mantine/core'
import { moment, relative } from '../i18n/format'

/** When something happened, from now; the exact time is in the tooltip. */
export function Ago({ time }: { time: string }) {
  return (
    <Tooltip label={moment(time)}>
      <time dateTime={time}>{relative(time)}</time>
    </Tooltip>
  )
}

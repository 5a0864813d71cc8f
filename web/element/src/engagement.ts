import { sheetOf } from './dom'
import type { Engagement, EngagementHost } from './engagement-interface'
import css from './engagement.css'
import { entrySound } from './entry-sound'
import { followPrompts } from './prompts'

const sheet = sheetOf(css)

export function mountEngagement(host: EngagementHost): Engagement {
  const life = new AbortController()
  const updatePrompts = followPrompts(host, life.signal)
  const sound = entrySound(host, life.signal)
  const { adoptedStyleSheets } = host.shadow
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet)
  const update = () => {
    updatePrompts()
    sound.update()
  }
  update()
  return { update, playSound: sound.play, destroy: () => life.abort() }
}

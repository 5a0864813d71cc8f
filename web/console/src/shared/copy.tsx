import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failed } from './notices'

interface Props {
  /** The text, or how to get it. */
  text: string | (() => Promise<string>)
  label: string
  className?: string
}

export function Copy({ text, label, className }: Props) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = async () => {
    try {
      await write(typeof text === 'string' ? text : await text())
      setCopied(true)
    } catch (error) {
      failed(error, t)
    }
  }
  return (
    <Tooltip label={copied ? t('shared.copied') : label}>
      <ActionIcon variant="default" size="lg" aria-label={label} onClick={() => void copy()} className={className}>
        {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        <span role="status" className="mantine-visually-hidden">
          {copied ? t('shared.copied') : ''}
        </span>
      </ActionIcon>
    </Tooltip>
  )
}

/** A page without https has no clipboard of its own: a selected text can still be copied. */
async function write(text: string): Promise<void> {
  if ('clipboard' in navigator) {
    await navigator.clipboard.writeText(text)
    return
  }
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without https
  const done = document.execCommand('copy')
  area.remove()
  if (!done) throw new Error('The text could not be copied.')
}

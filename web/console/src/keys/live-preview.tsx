import { Card, Group, SegmentedControl, Text, Title } from '@mantine/core'
import { useEffect, useImperativeHandle, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssistantObject } from '../api/schema'
import type { PreviewAnswer, PreviewMessage } from '../preview/messages'
import type { KeyFields } from './key-draft'

/** The real element on a neutral page: it follows every change before it is saved. */
export function LivePreview({ assistant, configuration, frame, narrow }: Omit<FrameProps, 'title'> & { narrow: boolean }) {
  const { t } = useTranslation()
  const [device, setDevice] = useState<'desktop' | 'phone'>(narrow ? 'phone' : 'desktop')
  return (
    <Card component="section" padding={0} aria-labelledby="preview">
      <Group justify="space-between" px="md" pt="sm" pb={4} wrap="nowrap">
        <Title order={2} id="preview">
          {t('live.title')}
        </Title>
        <SegmentedControl
          size="xs"
          value={device}
          onChange={(value) => setDevice(value)}
          aria-label={t('live.device')}
          data={[
            { value: 'desktop', label: t('live.desktop') },
            { value: 'phone', label: t('live.phone') },
          ]}
        />
      </Group>
      <Text size="xs" className="quiet" px="md" pb="xs">
        {t('live.text')}
      </Text>
      <div className={`preview-stage ${device}`}>
        <Frame key={device} assistant={assistant} configuration={configuration} frame={frame} title={t('live.title')} />
      </div>
    </Card>
  )
}

export interface PreviewFrame {
  /** Plays the entry sound; false when the browser kept it silent. */
  play: () => Promise<boolean>
}

const PATIENCE_MS = 3000

function show(page: HTMLIFrameElement | null, message: PreviewMessage): void {
  page?.contentWindow?.postMessage(message, location.origin)
}

function play(page: HTMLIFrameElement | null): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (heard: boolean) => {
      window.removeEventListener('message', answered)
      clearTimeout(patience)
      resolve(heard)
    }
    const answered = (event: MessageEvent<PreviewAnswer>) => {
      if (event.origin === location.origin && event.source === page?.contentWindow) finish(event.data.heard)
    }
    const patience = setTimeout(() => finish(false), PATIENCE_MS)
    window.addEventListener('message', answered)
    show(page, { type: 'play' })
  })
}

interface FrameProps {
  assistant: AssistantObject
  configuration: KeyFields['configuration']
  frame: Ref<PreviewFrame>
  title: string
}

function Frame({ assistant, configuration, frame, title }: FrameProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const [page, setPage] = useState<HTMLIFrameElement | null>(null)
  const [ready, setReady] = useState(false)
  useImperativeHandle(frame, () => ({ play: () => play(page) }), [page])
  useEffect(() => {
    if (!ready) return
    const { id, name, welcomeMessage, conversationStarters, imageUuid } = assistant
    show(page, { type: 'show', assistant: { id, name, welcomeMessage, conversationStarters, imageUuid }, configuration, answer: t('live.answer'), language })
  }, [ready, page, assistant, configuration, language, t])
  return <iframe ref={setPage} className="preview-frame" src="/console/preview.html" title={title} allow="autoplay" onLoad={() => setReady(true)} />
}

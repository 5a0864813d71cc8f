import { ActionIcon, Alert, Card, Group, Text, TextInput, Title } from '@mantine/core'
import { IconArrowRight, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import type { KeyObject, Verdict } from '../api/schema'
import { firstProblem } from '../shared/failures'

const ADDRESS = /^\[?(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*)\]?$/i

/** What a person types, as the question that a browser or a program would ask. */
export function questionOf(text: string): { origin?: string; ipAddress?: string } {
  const typed = text.trim()
  if (ADDRESS.test(typed)) return { ipAddress: typed.replace(/^\[|\]$/g, '') }
  try {
    const url = new URL(typed.includes('://') ? typed : `https://${typed}`)
    // Schemes of apps have no origin of their own in this browser.
    return { origin: url.origin === 'null' ? typed : url.origin }
  } catch {
    return { origin: typed }
  }
}

/** Asks the gate itself whether a website or an address would be accepted, and which entry decides. */
export function Tester({ item: key, unsaved }: { item: KeyObject; unsaved: boolean }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const check = useMutation({
    mutationFn: (typed: string) =>
      answer(
        api.POST('/api/v1/assistants/{assistantId}/api-keys/{keyId}/check', {
          params: { path: { assistantId: key.assistantId, keyId: key.id } },
          body: questionOf(typed),
        }),
      ),
  })
  return (
    <Card component="section" aria-labelledby="tester">
      <Title order={2} id="tester">
        {t('tester.title')}
      </Title>
      <Text size="sm" className="quiet" mb="sm">
        {t(unsaved ? 'tester.unsaved' : 'tester.text')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim()) check.mutate(text)
        }}
      >
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            flex={1}
            aria-label={t('tester.input')}
            placeholder="https://www.shop.example"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              check.reset()
            }}
            error={check.isError ? firstProblem(check.error, t) : undefined}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
          />
          <ActionIcon type="submit" size={36} aria-label={t('tester.test')} loading={check.isPending}>
            <IconArrowRight size={18} />
          </ActionIcon>
        </Group>
      </form>
      <div aria-live="polite">{check.data && <Result verdict={check.data} />}</div>
    </Card>
  )
}

function Result({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation()
  const looked = verdict.origin || verdict.ipAddress
  return (
    <Alert
      mt="sm"
      color={verdict.allowed ? (verdict.wouldRefuse ? 'warn' : 'good') : 'danger'}
      icon={verdict.allowed ? <IconCircleCheck size={20} /> : <IconCircleX size={20} />}
      title={t(verdict.allowed ? 'tester.allowed' : 'tester.refused')}
    >
      {looked && <Text className="mono">{looked}</Text>}
      <Text size="sm">
        {verdict.allowed ? (
          verdict.matched ? (
            <>
              {t('tester.by')} <span className="mono">{verdict.matched}</span>
            </>
          ) : verdict.wouldRefuse ? (
            t('tester.reportOnly', { code: verdict.wouldRefuse })
          ) : (
            t('tester.noEntryNeeded')
          )
        ) : (
          verdict.detail
        )}
      </Text>
      {!verdict.allowed && <Text className="mono quiet">{verdict.code}</Text>}
      {verdict.hint && (
        <Text size="sm" mt={4}>
          {verdict.hint}
        </Text>
      )}
    </Alert>
  )
}

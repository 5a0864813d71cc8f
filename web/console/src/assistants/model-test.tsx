import { Alert, Button, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconPlugConnected } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import type { ModelBody, ModelTest } from '../api/schema'
import { number } from '../i18n/format'
import { firstProblem } from '../shared/failures'

interface Props {
  assistantId: string
  /** What is on the page and not saved yet. */
  model: ModelBody | undefined
  /** Whether the second model is asked. */
  fallback?: boolean
}

/** Asks a model one question, with what is on the page, also before it is saved. */
export function TestModel({ assistantId, model, fallback = false }: Props) {
  const { t } = useTranslation(['translation', 'model'])
  const test = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/assistants/{assistantId}/model/test', { params: { path: { assistantId } }, body: model ? { model, fallback } : { fallback } })),
  })
  return (
    <div>
      <Button variant="default" leftSection={<IconPlugConnected size={18} />} loading={test.isPending} onClick={() => test.mutate()}>
        {t(fallback ? 'model:testSecond' : 'model:test')}
      </Button>
      <div aria-live="polite">
        {test.data && <Outcome test={test.data} />}
        {test.isError && (
          <Alert color="danger" mt="md">
            {firstProblem(test.error, t)}
          </Alert>
        )}
      </div>
    </div>
  )
}

function Outcome({ test }: { test: ModelTest }) {
  const { t } = useTranslation(['translation', 'model'])
  return (
    <Alert
      mt="md"
      color={test.ok ? 'good' : 'danger'}
      icon={test.ok ? <IconCircleCheck size={20} /> : <IconCircleX size={20} />}
      title={t(test.ok ? 'model:works' : 'model:fails')}
    >
      {test.text && (
        <Text size="sm" component="blockquote" m={0} className="wrap">
          “{test.text}”
        </Text>
      )}
      <Text size="sm" className="wrap">
        {test.detail}
      </Text>
      {test.ok && (
        <Text size="xs" className="quiet" mt={6}>
          {t('model:times', { first: number(test.firstTokenMilliseconds), total: number(test.totalMilliseconds) })}
        </Text>
      )}
    </Alert>
  )
}

import '../styles-of-parts'
import { Alert, Button, Card, Group, NumberInput, PasswordInput, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconPlugConnected } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { fieldProblem } from '../api/problem'
import type { AssistantObject, ModelBody, ModelTest } from '../api/schema'
import { Behind, text } from '../draft/compare'
import { LeaveGuard } from '../draft/guard'
import type { Json } from '../draft/patch'
import { SaveActions } from '../draft/save-actions'
import { useDraft } from '../draft/use-draft'
import { useFocusProblem } from '../draft/use-focus-problem'
import { number } from '../i18n/format'
import { useCaller } from '../layout/caller'
import { firstProblem } from '../shared/failures'
import { PageHead } from '../shared/page-head'
import { useAssistant, useSaveAssistant } from './use-assistant'

const editable = ({ model }: AssistantObject) => {
  const { provider, baseUrl, model: name, systemPrompt, temperature, maxOutputTokens } = model
  return { model: { provider, baseUrl, model: name, systemPrompt, temperature, maxOutputTokens } }
}

/** Who makes the answers: the documents alone, or a model. */
export function Model() {
  const { t } = useTranslation()
  const assistant = useAssistant()
  const { mayEdit } = useCaller()
  // A model's key is never kept in the browser's storage: it is not a part of the draft.
  const draft = useDraft(`model:${assistant.id}`, editable(assistant), assistant.version)
  const [apiKey, setApiKey] = useState('')
  const patch = apiKey ? { model: { ...(draft.patch?.model as object | undefined), apiKey } } : draft.patch
  const discard = () => {
    const undo = draft.discard()
    setApiKey('')
    save.reset()
    return () => {
      undo()
      setApiKey(apiKey)
    }
  }
  const save = useSaveAssistant({
    assistantId: assistant.id,
    version: draft.version,
    patch,
    onSaved: () => {
      const sent = draft.value
      return (saved) => {
        draft.settle(sent, editable(saved), saved.version)
        setApiKey((now) => (now === apiKey ? '' : now))
      }
    },
  })
  useFocusProblem(save.error)
  const problem = (field: string) => fieldProblem(save.error, `model.${field}`)
  const model = draft.value.model
  const edit = (change: Partial<typeof model>) => draft.edit((now) => ({ model: { ...now.model, ...change } }))
  const remote = model.provider === 'openai'
  const label = (path: string) => t(`model.${path.replace('model.', '')}` as 'model.model')
  const show = (path: string, value: Json) => (path === 'model.provider' ? t(value === 'openai' ? 'model.openai' : 'model.builtin') : text(path, value))

  return (
    <div className="page">
      <LeaveGuard active={patch !== undefined} discard={discard} />
      <PageHead
        title={t('model.title')}
        above={[{ label: assistant.name, link: { to: '/console/assistants/$assistantId', params: { assistantId: assistant.id } } }]}
        actions={mayEdit && <SaveActions changed={patch !== undefined} pending={save.isPending} save={() => save.mutate()} discard={discard} />}
      />
      <Behind draft={draft} label={label} show={show} />
      <div className="beside">
        <div className="sections">
          <Card>
            <Radio.Group label={t('model.provider')} value={model.provider} onChange={(provider) => edit({ provider: provider })}>
              <Stack mt="xs" gap="sm">
                <Radio value="builtin" label={t('model.builtin')} description={t('model.builtinText')} disabled={!mayEdit} />
                <Radio value="openai" label={t('model.openai')} description={t('model.openaiText')} disabled={!mayEdit} />
              </Stack>
            </Radio.Group>
          </Card>
          {remote && (
            <Card>
              <Title order={2} mb="md">
                {t('model.connection')}
              </Title>
              <Stack>
                <TextInput
                  label={t('model.baseUrl')}
                  description={t('model.baseUrlHint')}
                  placeholder="https://api.openai.com/v1"
                  inputMode="url"
                  value={model.baseUrl}
                  error={problem('baseUrl')}
                  disabled={!mayEdit}
                  onChange={(event) => edit({ baseUrl: event.currentTarget.value })}
                />
                <TextInput
                  label={t('model.model')}
                  placeholder="gpt-5-mini"
                  value={model.model}
                  error={problem('model')}
                  disabled={!mayEdit}
                  onChange={(event) => edit({ model: event.currentTarget.value })}
                />
                {mayEdit && (
                  <PasswordInput
                    label={t('model.apiKey')}
                    description={t(assistant.model.apiKeySet ? 'model.apiKeySet' : 'model.apiKeyHint')}
                    placeholder={assistant.model.apiKeySet ? '••••••••••••' : ''}
                    autoComplete="off"
                    value={apiKey}
                    error={problem('apiKey')}
                    visibilityToggleButtonProps={{ 'aria-label': t('model.showApiKey') }}
                    onChange={(event) => setApiKey(event.currentTarget.value)}
                  />
                )}
              </Stack>
            </Card>
          )}
          {remote && (
            <Card>
              <Title order={2} mb="md">
                {t('model.behaviour')}
              </Title>
              <Stack>
                <Textarea
                  label={t('model.systemPrompt')}
                  description={t('model.systemPromptHint')}
                  value={model.systemPrompt}
                  error={problem('systemPrompt')}
                  disabled={!mayEdit}
                  autosize
                  minRows={4}
                  maxRows={20}
                  onChange={(event) => edit({ systemPrompt: event.currentTarget.value })}
                />
                <Group grow align="flex-start">
                  <NumberInput
                    label={t('model.temperature')}
                    description={t('model.temperatureHint')}
                    placeholder={t('model.default')}
                    min={0}
                    max={2}
                    step={0.1}
                    decimalScale={2}
                    value={model.temperature ?? ''}
                    error={problem('temperature')}
                    disabled={!mayEdit}
                    onChange={(value) => edit({ temperature: typeof value === 'number' ? value : null })}
                  />
                  <NumberInput
                    label={t('model.maxOutputTokens')}
                    description={t('model.maxOutputTokensHint')}
                    placeholder={t('model.default')}
                    min={1}
                    max={200_000}
                    allowDecimal={false}
                    value={model.maxOutputTokens ?? ''}
                    error={problem('maxOutputTokens')}
                    disabled={!mayEdit}
                    onChange={(value) => edit({ maxOutputTokens: typeof value === 'number' ? value : null })}
                  />
                </Group>
              </Stack>
            </Card>
          )}
        </div>
        <div className="aside">{mayEdit && <Test assistantId={assistant.id} model={(patch as { model?: ModelBody } | undefined)?.model} unsaved={patch !== undefined} />}</div>
      </div>
    </div>
  )
}

/** Asks the model one question, with what is on the page, also before it is saved. */
function Test({ assistantId, model, unsaved }: { assistantId: string; model: ModelBody | undefined; unsaved: boolean }) {
  const { t } = useTranslation()
  const test = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/assistants/{assistantId}/model/test', { params: { path: { assistantId } }, body: model ? { model } : {} })),
  })
  return (
    <Card>
      <Title order={2}>{t('model.testTitle')}</Title>
      <Text size="sm" className="quiet" mb="md">
        {t(unsaved ? 'model.testUnsaved' : 'model.testText')}
      </Text>
      <Button variant="default" leftSection={<IconPlugConnected size={18} />} loading={test.isPending} onClick={() => test.mutate()}>
        {t('model.test')}
      </Button>
      <div aria-live="polite">
        {test.data && <Outcome test={test.data} />}
        {test.isError && (
          <Alert color="danger" mt="md">
            {firstProblem(test.error, t)}
          </Alert>
        )}
      </div>
    </Card>
  )
}

function Outcome({ test }: { test: ModelTest }) {
  const { t } = useTranslation()
  return (
    <Alert
      mt="md"
      color={test.ok ? 'good' : 'danger'}
      icon={test.ok ? <IconCircleCheck size={20} /> : <IconCircleX size={20} />}
      title={t(test.ok ? 'model.works' : 'model.fails')}
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
          {t('model.times', { first: number(test.firstTokenMilliseconds), total: number(test.totalMilliseconds) })}
        </Text>
      )}
    </Alert>
  )
}

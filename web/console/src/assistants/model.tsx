import '../styles-of-parts'
import { Card, NumberInput, PasswordInput, Radio, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldProblem } from '../api/problem'
import type { AssistantObject, ModelBody } from '../api/schema'
import { Behind, text } from '../draft/compare'
import { LeaveGuard } from '../draft/guard'
import type { Json } from '../draft/patch'
import { SaveActions } from '../draft/save-actions'
import { useDraft } from '../draft/use-draft'
import { useFocusProblem } from '../draft/use-focus-problem'
import { useCaller } from '../layout/caller'
import { PageHead } from '../shared/page-head'
import { Advanced, type Advance } from './model-advanced'
import { TestModel } from './model-test'
import { useAssistant, useSaveAssistant } from './use-assistant'

export { loadWords } from './model-words'

const editable = ({ model }: AssistantObject) => {
  const { provider, baseUrl, model: name, systemPrompt, temperature, maxOutputTokens } = model
  return { model: { provider, baseUrl, model: name, systemPrompt, temperature, maxOutputTokens, ...advance(model) } }
}

const advance = ({ contextTokens, seesImages, thinks, maxConcurrent, fallback }: AssistantObject['model']): Advance => ({
  contextTokens,
  seesImages,
  thinks,
  maxConcurrent,
  fallback: fallback && { baseUrl: fallback.baseUrl, model: fallback.model, contextTokens: fallback.contextTokens, seesImages: fallback.seesImages },
})

/** What is sent: the changes with the keys that were typed, which are never kept in the browser's storage and so no part of the draft. */
function withKeys(changes: { model?: ModelBody } | undefined, apiKey: string, secondKey: string): { model: ModelBody } | undefined {
  const model = { ...changes?.model }
  if (apiKey) model.apiKey = apiKey
  if (secondKey && model.fallback !== null) model.fallback = { ...model.fallback, apiKey: secondKey }
  return Object.keys(model).length > 0 ? { model } : undefined
}

/** Who makes the answers: the documents alone, or a model. */
export function Model() {
  const { t } = useTranslation(['translation', 'model'])
  const assistant = useAssistant()
  const { mayEdit } = useCaller()
  const draft = useDraft(`model:${assistant.id}`, editable(assistant), assistant.version)
  const [apiKey, setApiKey] = useState('')
  const [secondKey, setSecondKey] = useState('')
  const patch = withKeys(draft.patch, apiKey, draft.value.model.fallback ? secondKey : '')
  const discard = () => {
    const undo = draft.discard()
    setApiKey('')
    setSecondKey('')
    save.reset()
    return () => {
      undo()
      setApiKey(apiKey)
      setSecondKey(secondKey)
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
        setSecondKey((now) => (now === secondKey ? '' : now))
      }
    },
  })
  useFocusProblem(save.error)
  const problem = (field: string) => fieldProblem(save.error, `model.${field}`)
  const model = draft.value.model
  const edit = (change: Partial<typeof model>) => draft.edit((now) => ({ model: { ...now.model, ...change } }))
  const remote = model.provider === 'openai'
  const label = (path: string) => {
    const name = t(`model:${path.replace('model.', '').replace('fallback.', '')}` as 'model:model')
    return path.startsWith('model.fallback.') ? `${t('model:fallback')}: ${name}` : name
  }
  const show = (path: string, value: Json) => (path === 'model:provider' ? t(value === 'openai' ? 'model:openai' : 'model.builtin') : text(path, value))

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
            <Radio.Group label={t('model:provider')} value={model.provider} onChange={(provider) => edit({ provider: provider })}>
              <Stack mt="xs" gap="sm">
                <Radio value="builtin" label={t('model.builtin')} description={t('model:builtinText')} disabled={!mayEdit} />
                <Radio value="openai" label={t('model:openai')} description={t('model:openaiText')} disabled={!mayEdit} />
              </Stack>
            </Radio.Group>
          </Card>
          {remote && (
            <Card>
              <Title order={2} mb="md">
                {t('model:connection')}
              </Title>
              <Stack>
                <TextInput
                  label={t('model:baseUrl')}
                  description={t('model:baseUrlHint')}
                  placeholder="https://api.openai.com/v1"
                  inputMode="url"
                  value={model.baseUrl}
                  error={problem('baseUrl')}
                  disabled={!mayEdit}
                  onChange={(event) => edit({ baseUrl: event.currentTarget.value })}
                />
                <TextInput
                  label={t('model:model')}
                  placeholder="gpt-5-mini"
                  value={model.model}
                  error={problem('model')}
                  disabled={!mayEdit}
                  onChange={(event) => edit({ model: event.currentTarget.value })}
                />
                {mayEdit && (
                  <PasswordInput
                    label={t('model:apiKey')}
                    description={t(assistant.model.apiKeySet ? 'model:apiKeySet' : 'model:apiKeyHint')}
                    placeholder={assistant.model.apiKeySet ? '••••••••••••' : ''}
                    autoComplete="off"
                    value={apiKey}
                    error={problem('apiKey')}
                    visibilityToggleButtonProps={{ 'aria-label': t('model:showApiKey') }}
                    onChange={(event) => setApiKey(event.currentTarget.value)}
                  />
                )}
              </Stack>
            </Card>
          )}
          {remote && (
            <Card>
              <Title order={2} mb="md">
                {t('model:behaviour')}
              </Title>
              <Stack>
                <Textarea
                  label={t('model:systemPrompt')}
                  description={t('model:systemPromptHint')}
                  value={model.systemPrompt}
                  error={problem('systemPrompt')}
                  disabled={!mayEdit}
                  autosize
                  minRows={4}
                  maxRows={20}
                  onChange={(event) => edit({ systemPrompt: event.currentTarget.value })}
                />
                <SimpleGrid type="container" cols={{ base: 1, '420px': 2 }}>
                  <NumberInput
                    label={t('model:temperature')}
                    description={t('model:temperatureHint')}
                    placeholder={t('model:default')}
                    min={0}
                    max={2}
                    clampBehavior="none"
                    step={0.1}
                    decimalScale={2}
                    value={model.temperature ?? ''}
                    error={problem('temperature')}
                    disabled={!mayEdit}
                    onChange={(value) => edit({ temperature: typeof value === 'number' ? value : null })}
                  />
                  <NumberInput
                    label={t('model:maxOutputTokens')}
                    description={t('model:maxOutputTokensHint')}
                    placeholder={t('model:default')}
                    min={1}
                    max={200_000}
                    clampBehavior="none"
                    allowDecimal={false}
                    value={model.maxOutputTokens ?? ''}
                    error={problem('maxOutputTokens')}
                    disabled={!mayEdit}
                    onChange={(value) => edit({ maxOutputTokens: typeof value === 'number' ? value : null })}
                  />
                </SimpleGrid>
              </Stack>
            </Card>
          )}
          {remote && (
            <Advanced
              model={model}
              edit={edit}
              problem={problem}
              disabled={!mayEdit}
              secondKey={secondKey}
              setSecondKey={setSecondKey}
              secondKeySet={assistant.model.fallback?.apiKeySet === true}
              test={mayEdit && <TestModel assistantId={assistant.id} model={patch?.model} fallback />}
            />
          )}
        </div>
        <div className="aside">{mayEdit && (
            <Card>
              <Title order={2}>{t('model:testTitle')}</Title>
              <Text size="sm" className="quiet" mb="md">
                {t(patch === undefined ? 'model:testText' : 'model:testUnsaved')}
              </Text>
              <TestModel assistantId={assistant.id} model={patch?.model} />
            </Card>
          )}</div>
      </div>
    </div>
  )
}

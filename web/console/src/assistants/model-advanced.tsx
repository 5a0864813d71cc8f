import '../styles-of-parts'
import { Button, Card, Collapse, Group, NumberInput, PasswordInput, SimpleGrid, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelObject } from '../api/schema'

type Second = Omit<NonNullable<ModelObject['fallback']>, 'apiKeySet'>

export type Advance = Pick<ModelObject, 'contextTokens' | 'seesImages' | 'thinks' | 'maxConcurrent'> & { fallback: Second | null }

interface Props {
  model: Advance
  edit: (change: Partial<Advance>) => void
  problem: (field: string) => string | undefined
  disabled: boolean
  secondKey: string
  setSecondKey: (key: string) => void
  secondKeySet: boolean
  test: ReactNode
}

const noSecond: Second = { baseUrl: '', model: '', contextTokens: null, seesImages: false }

const fields = ['contextTokens', 'seesImages', 'thinks', 'maxConcurrent', 'fallback', ...['baseUrl', 'model', 'apiKey', 'contextTokens'].map((name) => `fallback.${name}`)]

/** What most owners need not know: closed, unless something of it is set or wrong. */
export function Advanced(props: Props) {
  const { t } = useTranslation(['translation', 'model'])
  const { model, problem } = props
  const used = model.contextTokens !== null || model.seesImages || model.thinks || model.maxConcurrent !== null || model.fallback !== null
  const [opened, setOpened] = useState(used)
  const open = opened || fields.some((field) => problem(field) !== undefined)
  return (
    <Card>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2}>{t('model:advanced')}</Title>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={open}
          aria-label={`${t('model:advanced')}: ${t(open ? 'model:less' : 'model:more')}`}
          rightSection={open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
          onClick={() => setOpened(!open)}
        >
          {t(open ? 'model:less' : 'model:more')}
        </Button>
      </Group>
      <Text size="sm" className="quiet">
        {t('model:advancedText')}
      </Text>
      <Collapse expanded={open}>
        <Stack mt="md">
          <Limits {...props} />
          <SecondModel {...props} />
        </Stack>
      </Collapse>
    </Card>
  )
}

function Limits({ model, edit, problem, disabled }: Props) {
  const { t } = useTranslation(['translation', 'model'])
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Tokens
          value={model.contextTokens}
          error={problem('contextTokens')}
          description={t('model:contextTokensHint')}
          disabled={disabled}
          onChange={(contextTokens) => edit({ contextTokens })}
        />
        <NumberInput
          label={t('model:maxConcurrent')}
          description={t('model:maxConcurrentHint')}
          min={1}
          max={10_000}
          clampBehavior="none"
          allowDecimal={false}
          value={model.maxConcurrent ?? ''}
          error={problem('maxConcurrent')}
          disabled={disabled}
          onChange={(value) => edit({ maxConcurrent: typeof value === 'number' ? value : null })}
        />
      </SimpleGrid>
      <Switch
        label={t('model:seesImages')}
        description={t('model:seesImagesHint')}
        checked={model.seesImages}
        error={problem('seesImages')}
        disabled={disabled}
        onChange={(event) => edit({ seesImages: event.currentTarget.checked })}
      />
      <Switch
        label={t('model:thinks')}
        description={t('model:thinksHint')}
        checked={model.thinks}
        error={problem('thinks')}
        disabled={disabled}
        onChange={(event) => edit({ thinks: event.currentTarget.checked })}
      />
    </>
  )
}

function SecondModel({ model, edit, problem, disabled, secondKey, setSecondKey, secondKeySet, test }: Props) {
  const { t } = useTranslation(['translation', 'model'])
  const second = model.fallback
  const change = (part: Partial<Second>) => edit({ fallback: { ...(second ?? noSecond), ...part } })
  return (
    <>
      <Switch
        label={t('model:fallback')}
        description={t('model:fallbackHint')}
        checked={second !== null}
        disabled={disabled}
        onChange={(event) => {
          setSecondKey('')
          edit({ fallback: event.currentTarget.checked ? noSecond : null })
        }}
      />
      {second && (
        <Stack className="second-model">
          <TextInput
            label={t('model:baseUrl')}
            placeholder="http://localhost:11434/v1"
            inputMode="url"
            value={second.baseUrl}
            error={problem('fallback.baseUrl')}
            disabled={disabled}
            onChange={(event) => change({ baseUrl: event.currentTarget.value })}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('model:model')}
              description={t('model:secondModelHint')}
              placeholder="llama3.2"
              value={second.model}
              error={problem('fallback.model')}
              disabled={disabled}
              onChange={(event) => change({ model: event.currentTarget.value })}
            />
            <Tokens
              value={second.contextTokens}
              error={problem('fallback.contextTokens')}
              description={t('model:secondTokensHint')}
              disabled={disabled}
              onChange={(contextTokens) => change({ contextTokens })}
            />
          </SimpleGrid>
          {!disabled && (
            <PasswordInput
              label={t('model:apiKey')}
              description={t(secondKeySet ? 'model:apiKeySet' : 'model:apiKeyHint')}
              placeholder={secondKeySet ? '••••••••••••' : ''}
              autoComplete="off"
              value={secondKey}
              error={problem('fallback.apiKey')}
              visibilityToggleButtonProps={{ 'aria-label': t('model:showApiKey') }}
              onChange={(event) => setSecondKey(event.currentTarget.value)}
            />
          )}
          <Switch
            label={t('model:seesImages')}
            checked={second.seesImages}
            disabled={disabled}
            onChange={(event) => change({ seesImages: event.currentTarget.checked })}
          />
          {test}
        </Stack>
      )}
    </>
  )
}

interface TokensProps {
  value: number | null
  description: string
  error: string | undefined
  disabled: boolean
  onChange: (tokens: number | null) => void
}

function Tokens({ value, description, error, disabled, onChange }: TokensProps) {
  const { t } = useTranslation(['translation', 'model'])
  return (
    <NumberInput
      label={t('model:contextTokens')}
      description={description}
      placeholder="8192"
      min={1024}
      max={10_000_000}
      clampBehavior="none"
      allowDecimal={false}
      value={value ?? ''}
      error={error}
      disabled={disabled}
      onChange={(tokens) => onChange(typeof tokens === 'number' ? tokens : null)}
    />
  )
}

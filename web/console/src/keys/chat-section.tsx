import { Alert, NumberInput, Radio, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { configure, type Editing } from './key-draft'
import { Section } from './section'

const SWITCHES = ['showCloseButtons', 'showNewConversationButton', 'forceFullMode', 'hideBranding'] as const
const LINKS = ['privacyPolicyURL', 'termsOfServiceURL'] as const
const USUAL_LIMIT = 20

/** How the chat itself looks and behaves, and how long a conversation may be. */
export function ChatSection({ editing }: { editing: Editing }) {
  const { t } = useTranslation()
  const { draft, readOnly, problem } = editing
  const { configuration } = draft.value
  return (
    <>
      <Section title={t('chat.title')}>
        {SWITCHES.map((name) => (
          <Switch
            key={name}
            label={t(`fields.configuration.${name}`)}
            description={t(`chat.${name}`)}
            checked={configuration[name]}
            disabled={readOnly}
            onChange={(event) => configure(draft, { [name]: event.currentTarget.checked })}
          />
        ))}
        {configuration.forceFullMode && !configuration.showCloseButtons && (
          <Alert color="warn" icon={<IconAlertTriangle size={18} />} py="xs" role="status">
            {t('chat.noWayBack')}
          </Alert>
        )}
        {LINKS.map((name) => (
          <TextInput
            key={name}
            label={t(`fields.configuration.${name}`)}
            description={t(`chat.${name}`)}
            placeholder={name === 'termsOfServiceURL' ? 'https://example.com/terms' : 'https://example.com/privacy'}
            inputMode="url"
            value={configuration[name]}
            disabled={readOnly}
            error={problem(`configuration.${name}`)}
            onChange={(event) => configure(draft, { [name]: event.currentTarget.value })}
          />
        ))}
      </Section>
      <MessageLimit editing={editing} />
    </>
  )
}

function MessageLimit({ editing: { draft, readOnly, problem } }: { editing: Editing }) {
  const { t } = useTranslation()
  const { maxMessagePerConversation: most, tooManyMessageErrorText } = draft.value.configuration
  const [last, setLast] = useState(most || USUAL_LIMIT)
  const limited = most > 0
  return (
    <Section title={t('messageLimit.title')} text={t('messageLimit.text')}>
      <Radio.Group
        value={limited ? 'limited' : 'unlimited'}
        onChange={(value) => configure(draft, { maxMessagePerConversation: value === 'limited' ? last : 0 })}
        aria-label={t('messageLimit.title')}
      >
        <Stack gap="sm">
          <Radio value="unlimited" label={t('messageLimit.unlimited')} disabled={readOnly} />
          <Radio value="limited" label={t('messageLimit.limited')} disabled={readOnly} />
        </Stack>
      </Radio.Group>
      {limited && (
        <>
          <NumberInput
            label={t('fields.configuration.maxMessagePerConversation')}
            value={most}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            clampBehavior="strict"
            maw={320}
            disabled={readOnly}
            error={problem('configuration.maxMessagePerConversation')}
            onChange={(value) => {
              if (typeof value !== 'number' || value < 1) return
              setLast(value)
              configure(draft, { maxMessagePerConversation: value })
            }}
          />
          <Textarea
            label={t('fields.configuration.tooManyMessageErrorText')}
            description={t('messageLimit.errorHint')}
            placeholder={t('messageLimit.errorPlaceholder')}
            value={tooManyMessageErrorText}
            maxLength={500}
            autosize
            minRows={2}
            disabled={readOnly}
            error={problem('configuration.tooManyMessageErrorText')}
            onChange={(event) => configure(draft, { tooManyMessageErrorText: event.currentTarget.value })}
          />
        </>
      )}
    </Section>
  )
}

import { Card, Stack, Switch, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Choices {
  attachments: boolean
  shareDocuments: boolean
}

const SWITCHES = ['attachments', 'shareDocuments'] as const

/** Which files go between visitors and the assistant. */
export function FilesSection({ value, readOnly, edit }: { value: Choices; readOnly: boolean; edit: (change: Partial<Choices>) => void }) {
  const { t } = useTranslation()
  return (
    <Card>
      <Title order={2} mb="md">
        {t('files.title')}
      </Title>
      <Stack>
        {SWITCHES.map((name) => (
          <Switch
            key={name}
            label={t(`files.${name}`)}
            description={t(`files.${name}Hint`)}
            checked={value[name]}
            disabled={readOnly}
            onChange={(event) => edit({ [name]: event.currentTarget.checked })}
          />
        ))}
      </Stack>
    </Card>
  )
}

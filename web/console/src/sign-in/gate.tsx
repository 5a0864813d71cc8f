import '../styles-of-forms'
import { Card, Center, Group, NativeSelect, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconLanguage, IconSelector } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, isLanguage, LANGUAGES } from '../i18n'
import { Sign } from '../shared/sign'

/** The frame of the pages before somebody is signed in. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  useDocumentTitle(`${title} · Latchkey`)
  return (
    <div className="gate">
      <main>
        <Center mb="lg">
          <Group gap={10}>
            <Sign size={36} />
            <Text fw={650} fz={24} lh="32px">
              Latchkey
            </Text>
          </Group>
        </Center>
        <Card padding="xl">
          <Title order={1} mb="md">
            {title}
          </Title>
          {children}
        </Card>
        <Center mt="md">
          <LanguageChoice />
        </Center>
      </main>
    </div>
  )
}

export function LanguageChoice() {
  const { t, i18n } = useTranslation()
  return (
    <NativeSelect
      aria-label={t('settings.language')}
      leftSection={<IconLanguage size={18} />}
      rightSection={<IconSelector size={16} />}
      rightSectionPointerEvents="none"
      w={180}
      data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      value={i18n.language}
      onChange={(event) => {
        const { value } = event.currentTarget
        if (isLanguage(value)) void chooseLanguage(value)
      }}
    />
  )
}

import { Button, CloseButton, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilterOff, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keysQuery } from '../api/queries'
import { dayBefore, dayOf, startOfDay, startOfNext } from '../shared/days'
import { SHOWS, type Choice } from './choice'
import { WORDS } from './words'

const TYPING_MS = 300

interface Props {
  assistantId: string
  choice: Choice
  choose: (change: { [name in keyof Choice]?: string }) => void
  reset: () => void
}

export function Filters({ assistantId, choice, choose, reset }: Props) {
  const { t } = useTranslation(WORDS)
  const keys = useQuery(keysQuery(assistantId)).data ?? []
  const [text, setText] = useState(choice.text ?? '')
  const search = useDebouncedCallback((wanted: string) => choose({ text: wanted.trim() }), TYPING_MS)
  const type = (wanted: string) => {
    setText(wanted)
    search(wanted)
  }
  return (
    <Group mb="md" align="flex-end" gap="sm">
      <TextInput
        label={t('search')}
        placeholder={t('searchPlaceholder')}
        type="search"
        maxLength={200}
        flex="2 1 240px"
        leftSection={<IconSearch size={18} />}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        rightSection={text && <CloseButton aria-label={t('clear')} onClick={() => type('')} />}
      />
      <Select
        label={t('show')}
        placeholder={t('all')}
        clearable
        flex="1 1 140px"
        value={choice.show ?? null}
        onChange={(value) => choose({ show: value ?? '' })}
        data={SHOWS.map((value) => ({ value, label: t(`shows.${value}`) }))}
        clearButtonProps={{ 'aria-label': t('clear') }}
      />
      <Select
        label={t('key')}
        placeholder={t('all')}
        clearable
        searchable
        flex="1 1 140px"
        value={choice.key ?? null}
        onChange={(value) => choose({ key: value ?? '' })}
        data={keys.map(({ id, name }) => ({ value: id, label: name }))}
        clearButtonProps={{ 'aria-label': t('clear') }}
      />
      <TextInput label={t('from')} type="date" flex="1 1 140px" value={choice.from ? dayOf(choice.from) : ''} onChange={(event) => choose({ from: startOfDay(event.currentTarget.value) })} />
      <TextInput label={t('to')} type="date" flex="1 1 140px" value={choice.to ? dayBefore(choice.to) : ''} onChange={(event) => choose({ to: startOfNext(event.currentTarget.value) })} />
      {Object.keys(choice).length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconFilterOff size={18} />}
          onClick={() => {
            search.cancel()
            setText('')
            reset()
          }}
        >
          {t('reset')}
        </Button>
      )}
    </Group>
  )
}

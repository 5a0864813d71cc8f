import { ActionIcon, Button, Group, Text, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UNADDED } from '../draft/save-actions'

interface Props {
  label: string
  description?: string
  placeholder?: string
  empty: string
  items: string[]
  onChange: (items: string[]) => void
  /** The server's words on a text of the list. */
  error?: string | undefined
  longest: number
  most: number
  disabled?: boolean
  /** Accessible names of the buttons of a text. */
  remove: (item: string) => string
}

/** A list of short texts: a box with Add, and a bin beside each. */
export function TextList({ label, description, placeholder, empty, items, onChange, error, longest, most, disabled = false, remove }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const wanted = text.trim()
  const double = items.includes(wanted)
  const add = () => {
    if (!wanted || double) return
    onChange([...items, wanted])
    setText('')
  }
  const swap = (at: number, other: number) => {
    const next = [...items]
    ;[next[at], next[other]] = [items[other] ?? '', items[at] ?? '']
    onChange(next)
  }
  return (
    <div>
      <Text component="label" htmlFor={id} fw={600} size="sm">
        {label}
      </Text>
      {description && (
        <Text size="xs" className="quiet" mb={6}>
          {description}
        </Text>
      )}
      {items.length === 0 ? (
        <Text size="sm" className="quiet" mb="xs">
          {empty}
        </Text>
      ) : (
        <ul className="rows plain" aria-label={label}>
          {items.map((item, at) => (
            <li key={item} className="row tight">
              <Text size="sm" className="wrap" flex={1}>
                {item}
              </Text>
              {!disabled && (
                <Group gap={4} wrap="nowrap">
                  <Tooltip label={t('shared.up')}>
                    <ActionIcon variant="subtle" color="gray" aria-label={`${t('shared.up')}: ${item}`} disabled={at === 0} onClick={() => swap(at, at - 1)}>
                      <IconArrowUp size={16} />
                    </ActionIcon>
                  </Tooltip>
                  <Tooltip label={t('shared.down')}>
                    <ActionIcon variant="subtle" color="gray" aria-label={`${t('shared.down')}: ${item}`} disabled={at === items.length - 1} onClick={() => swap(at, at + 1)}>
                      <IconArrowDown size={16} />
                    </ActionIcon>
                  </Tooltip>
                  <Tooltip label={remove(item)}>
                    <ActionIcon variant="subtle" color="danger" aria-label={remove(item)} onClick={() => onChange(items.filter((other) => other !== item))}>
                      <IconTrash size={18} />
                    </ActionIcon>
                  </Tooltip>
                </Group>
              )}
            </li>
          ))}
        </ul>
      )}
      {!disabled && (
        <Group gap="xs" align="flex-start" mt="xs" wrap="nowrap">
          <TextInput
            id={id}
            flex={1}
            placeholder={placeholder}
            {...{ [UNADDED]: wanted !== '' }}
            value={text}
            maxLength={longest}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              add()
            }}
            error={error ?? (double ? t('shared.double') : undefined)}
            disabled={items.length >= most}
          />
          <Button variant="default" leftSection={<IconPlus size={18} />} onClick={add} disabled={!wanted || double || items.length >= most}>
            {t('shared.add')}
          </Button>
        </Group>
      )}
    </div>
  )
}

import { Alert, Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Json } from './patch'
import type { Draft } from './use-draft'

interface Props<T extends Record<string, Json>> {
  draft: Draft<T>
  /** What a field is called on its page. */
  label: (path: string) => string
  show?: (path: string, value: Json) => string
}

/** Somebody else saved while this person was editing: both can be compared, and nothing of either is lost. */
export function Behind<T extends Record<string, Json>>({ draft, label, show = text }: Props<T>) {
  const { t } = useTranslation()
  const [comparing, setComparing] = useState(false)
  if (!draft.behind) return null
  return (
    <Alert color="warn" icon={<IconUsers size={20} />} title={t('draft.behindTitle')} role="alert" mb="lg">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('draft.behindText')}</Text>
        <Button size="xs" color="warn" onClick={() => setComparing(true)}>
          {t('draft.compare')}
        </Button>
      </Stack>
      {comparing && <Comparison draft={draft} label={label} show={show} onClose={() => setComparing(false)} />}
    </Alert>
  )
}

function Comparison<T extends Record<string, Json>>({ draft, label, show = text, onClose }: Props<T> & { onClose: () => void }) {
  const { t } = useTranslation()
  const [choices, setChoices] = useState(new Map<string, 'mine' | 'theirs'>())
  const rows = draft.behind ?? []
  const open = rows.filter((row) => row.conflict && !choices.has(row.path)).length
  return (
    <Modal opened onClose={onClose} title={t('draft.compareTitle')} size="xl" closeButtonProps={{ 'aria-label': t('shared.close') }}>
      <Stack>
        <Text className="quiet">{t('draft.compareText')}</Text>
        <Table className="stacking" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('draft.field')}</Table.Th>
              <Table.Th>{t('draft.before')}</Table.Th>
              <Table.Th>{t('draft.theirs')}</Table.Th>
              <Table.Th>{t('draft.mine')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => {
              const choose = (choice: 'mine' | 'theirs') => setChoices((made) => new Map(made).set(row.path, choice))
              const cell = (choice: 'mine' | 'theirs') =>
                row.conflict ? (
                  <Radio
                    name={row.path}
                    label={show(row.path, row[choice])}
                    checked={choices.get(row.path) === choice}
                    onChange={() => choose(choice)}
                    aria-label={`${label(row.path)}, ${t(`draft.${choice}`)}: ${show(row.path, row[choice])}`}
                  />
                ) : (
                  <Text size="sm" className="wrap">
                    {show(row.path, row[choice])}
                  </Text>
                )
              return (
                <Table.Tr key={row.path}>
                  <Table.Td fw={600}>{label(row.path)}</Table.Td>
                  <Table.Td data-label={t('draft.before')} className="quiet wrap">
                    {show(row.path, row.base)}
                  </Table.Td>
                  <Table.Td data-label={t('draft.theirs')}>{cell('theirs')}</Table.Td>
                  <Table.Td data-label={t('draft.mine')}>{cell('mine')}</Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
        <Group justify="flex-end">
          {open > 0 && (
            <Text size="sm" className="quiet" mr="auto">
              {t('draft.chooseFirst', { count: open })}
            </Text>
          )}
          <Button
            variant="default"
            onClick={() => {
              draft.discard()
              onClose()
            }}
          >
            {t('draft.takeTheirs')}
          </Button>
          <Button
            disabled={open > 0}
            onClick={() => {
              draft.rebase(choices)
              onClose()
            }}
          >
            {t('draft.together')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** A value as people read it. */
export function text(_path: string, value: Json): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((item) => text('', item)).join(', ')
  if (typeof value === 'boolean') return value ? '✓' : '✗'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preview } from '../api/schema'
import { UNADDED } from '../draft/save-actions'
import { failed } from '../shared/notices'
import { EntryPreview, previewQuery, usePreview, type ListName } from './entry-preview'
import { restrict, type Editing } from './key-draft'

const TOO_WIDE = 'TOO_WIDE'
/** As many as a restriction may have. */
const MOST = 1000

/** The entries of a restriction: a list in which one is selected, a box with Add, and Delete for the selected one. */
export function EntryList({ list, editing: { draft, readOnly, problem } }: { list: ListName; editing: Editing }) {
  const { t } = useTranslation()
  const id = useId()
  const { [list]: entries, confirmWideAddresses } = draft.value.restriction
  const [selected, setSelected] = useState<string>()
  const [text, setText] = useState('')
  const queries = useQueryClient()
  const { previews: current, settled } = usePreview(list, text, confirmWideAddresses)
  const fresh = (previews: Preview[]) => previews.filter((preview) => preview.accepted && !entries.includes(preview.canonical))
  const found = fresh(current ?? [])
  const known = current?.find((preview) => preview.accepted && entries.includes(preview.canonical))
  const chosen = selected && entries.includes(selected) ? selected : undefined
  const websites = list === 'websites'

  const put = (added: string[]) => restrict(draft, { [list]: [...entries, ...added.filter((entry) => !entries.includes(entry))] })
  const add = async () => {
    if (text.trim() === '') return
    try {
      // Who types fast does not wait for the preview.
      const previews = await queries.query({ ...previewQuery(list, text.trim(), confirmWideAddresses), staleTime: 'static' })
      const added = fresh(previews)
      if (added.length === 0) return
      put(added.map((preview) => preview.canonical))
      setSelected(added[0]?.canonical)
      // What could not be added of a pasted list stays to be mended.
      setText(previews.filter((preview) => !preview.accepted).map((preview) => preview.entry).join(', '))
    } catch (error) {
      failed(error, t)
    }
  }
  const remove = () => {
    const at = entries.indexOf(chosen ?? '')
    restrict(draft, { [list]: entries.filter((entry) => entry !== chosen) })
    setSelected(entries[at + 1] ?? entries[at - 1])
  }
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -entries.length, End: entries.length }[event.key]
    if (event.key === 'Delete' && chosen && !readOnly) remove()
    if (!step) return
    event.preventDefault()
    const at = Math.min(entries.length - 1, Math.max(0, entries.indexOf(chosen ?? '') + step))
    setSelected(entries[at])
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div>
      {entries.length > 0 && (
        <div
          className="rows entries"
          role="listbox"
          tabIndex={0}
          aria-label={t(websites ? 'restriction.websites' : 'restriction.addresses')}
          aria-activedescendant={chosen && `${id}-${entries.indexOf(chosen)}`}
          onKeyDown={move}
        >
          {entries.map((entry, at) => (
            <div key={entry} id={`${id}-${at}`} role="option" aria-selected={entry === chosen} className="entry" onClick={() => setSelected(entry)}>
              <span className="mono">{entry}</span>
              <span className="quiet">{t(kind(entry, websites))}</span>
            </div>
          ))}
        </div>
      )}
      {!readOnly && (
        <Group gap="xs" align="flex-start" mt="xs">
          <TextInput
            flex="1 1 220px"
            placeholder={websites ? 'https://example.com' : '203.0.113.0/24'}
            {...{ [UNADDED]: text.trim() !== '' }}
            aria-label={t(websites ? 'restriction.website' : 'restriction.address')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onPaste={(event) => {
              // A box of one line would glue the lines of a pasted list together.
              const pasted = event.clipboardData.getData('text')
              if (!pasted.trim().includes('\n')) return
              event.preventDefault()
              setText(pasted.trim().replace(/\s*\n\s*/g, ', '))
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              void add()
            }}
            error={problem(`restriction.${list}`) ?? (known && found.length === 0 ? t('restriction.known', { entry: known.canonical }) : undefined)}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
          />
          <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => void add()} disabled={text.trim() === '' || (settled && found.length === 0) || entries.length + found.length > MOST}>
            {found.length > 1 ? t('restriction.addMany', { count: found.length }) : t('shared.add')}
          </Button>
          {chosen && (
            <Button variant="default" leftSection={<IconTrash size={18} />} onClick={remove} aria-label={t('restriction.deleteEntry', { entry: chosen })}>
              {t('shared.delete')}
            </Button>
          )}
        </Group>
      )}
      {current?.slice(0, 5).map((preview) => (
        <div key={preview.entry}>
          <EntryPreview preview={preview} use={setText} add={(entry) => put([preview.canonical, entry])} listed={entries} />
          {preview.reason === TOO_WIDE && (
            <Checkbox mt="xs" label={t('restriction.confirmWide')} checked={confirmWideAddresses} onChange={(event) => restrict(draft, { confirmWideAddresses: event.currentTarget.checked })} />
          )}
        </div>
      ))}
      {!current && chosen && <Selected list={list} entry={chosen} add={readOnly ? undefined : (entry) => put([entry])} listed={entries} />}
      {entries.length > 0 && (
        <Text size="xs" className="quiet" mt="xs">
          {t(websites ? 'restriction.countWebsites' : 'restriction.countAddresses', { count: entries.length })}
        </Text>
      )}
    </div>
  )
}

/** What the selected entry matches. */
function Selected({ list, entry, add, listed }: { list: ListName; entry: string; add: ((entry: string) => void) | undefined; listed: readonly string[] }) {
  const preview = useQuery(previewQuery(list, entry, true))
  return <div className="selected-preview">{preview.data?.map((found) => <EntryPreview key={found.entry} preview={found} {...(add && { add })} listed={listed} />)}</div>
}

function kind(entry: string, websites: boolean) {
  if (!websites) return entry.includes('/') ? 'restriction.kindRange' : 'restriction.kindAddress'
  if (entry.includes('//*.')) return 'restriction.kindSubdomains'
  return entry.endsWith(':*') ? 'restriction.kindPorts' : 'restriction.kindExact'
}

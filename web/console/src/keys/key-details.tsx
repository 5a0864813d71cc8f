import '../styles-of-parts'
import { Alert, Button, Drawer, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCode, IconDeviceMobile, IconPencil } from '@tabler/icons-react'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, ifMatch } from '../api/client'
import { CallFailed, fieldProblem, isCode } from '../api/problem'
import { keyQuery } from '../api/queries'
import type { KeyBody, KeyObject } from '../api/schema'
import { useAssistant } from '../assistants/use-assistant'
import { Behind } from '../draft/compare'
import { LeaveGuard } from '../draft/guard'
import { SaveActions } from '../draft/save-actions'
import { useDraft } from '../draft/use-draft'
import { useFocusProblem } from '../draft/use-focus-problem'
import { day } from '../i18n/format'
import { useCaller } from '../layout/caller'
import { Confirm } from '../shared/confirm'
import { done, failed } from '../shared/notices'
import { PageHead } from '../shared/page-head'
import { ChatSection } from './chat-section'
import { DeleteKey } from './delete-key'
import { GeneralSection } from './general-section'
import { CutOff } from './in-use'
import { editable, fieldLabel, fieldValue, isOpen, type Editing, type KeyDraft } from './key-draft'
import { LifeSection } from './life-section'
import { LimitsSection } from './limits-section'
import { LivePreview, type PreviewFrame } from './live-preview'
import { OpenerSection } from './opener-section'
import { Refused } from './refused'
import { EveryWebsite, RestrictionSection } from './restriction-section'
import { StatusBadge } from './status-badge'
import { Tester } from './tester'

const Versions = lazy(() => import('./versions'))
const WIDE = '(min-width: 75em)'

/** Details of an API key: the page that everything turns on. */
export function KeyDetails() {
  const { t } = useTranslation()
  const assistant = useAssistant()
  const { keyId } = useParams({ from: '/console/console/assistants/$assistantId/keys/$keyId' })
  const key = useSuspenseQuery(keyQuery(assistant.id, keyId)).data
  const { mayEdit } = useCaller()
  const readOnly = !mayEdit || key.status === 'DELETED'
  const draft: KeyDraft = useDraft(`key:${key.id}`, editable(key), key.version)
  const save = useSave(key, draft)
  useFocusProblem(save.error)
  const name = useRef<HTMLInputElement>(null)
  const frame = useRef<PreviewFrame>(null)
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  const changed = draft.patch !== undefined
  const editing: Editing = { draft, readOnly, problem: (field) => fieldProblem(save.error, field) }
  const params = { assistantId: assistant.id, keyId: key.id }
  // A key that was restricted is opened to everybody on purpose only.
  const opens = isOpen(draft.value.restriction) && !isOpen(key.restriction)
  const [opening, setOpening] = useState(false)
  const discard = () => {
    save.reset()
    return draft.discard()
  }
  const preview = <LivePreview assistant={assistant} configuration={draft.value.configuration} frame={frame} narrow={!wide} />

  return (
    <div className="page">
      <LeaveGuard active={changed} discard={discard} />
      <PageHead
        title={key.name}
        badge={<StatusBadge status={key.status} />}
        above={[
          { label: assistant.name, link: { to: '/console/assistants/$assistantId', params } },
          { label: t('keys.section'), link: { to: '/console/assistants/$assistantId/keys', params } },
        ]}
        actions={
          <>
            {!readOnly && <SaveActions changed={changed} pending={save.isPending || opening} save={() => (opens ? setOpening(true) : save.mutate(false))} discard={discard} />}
            <Button variant="default" leftSection={<IconCode size={18} />} renderRoot={(props) => <Link to="/console/assistants/$assistantId/keys/$keyId/guide" params={params} {...props} />}>
              {t('guide.title')}
            </Button>
            {!readOnly && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconPencil size={18} />}
                  onClick={() => {
                    name.current?.focus()
                    name.current?.select()
                  }}
                >
                  {t('shared.edit')}
                </Button>
                <DeleteKey item={key} discard={discard} />
              </>
            )}
          </>
        }
      />
      <Behind draft={draft} label={(path) => fieldLabel(path, t)} show={fieldValue(t)} />
      <State item={key} readOnly={!mayEdit} />
      <div className="beside">
        <div className="sections">
          <GeneralSection item={key} editing={editing} nameRef={name} mayReveal={mayEdit} />
          <RestrictionSection editing={editing} />
          <ChatSection editing={editing} />
          <OpenerSection editing={editing} play={() => frame.current?.play() ?? Promise.resolve(false)} />
          <LimitsSection editing={editing} />
          <LifeSection item={key} editing={editing} />
        </div>
        <div className="aside">
          {wide ? preview : <Sheet>{preview}</Sheet>}
          <Suspense fallback={null}>
            <Versions item={key} />
          </Suspense>
          <Tester item={key} unsaved={changed && 'restriction' in (draft.patch ?? {})} />
          <Refused item={key} draft={draft} mayEdit={!readOnly} />
        </div>
      </div>
      {opening && (
        <Confirm
          title={t('danger.title')}
          action={t('inUse.save')}
          onConfirm={() => {
            setOpening(false)
            save.mutate(false)
          }}
          onClose={() => setOpening(false)}
        >
          <Text>{t(draft.value.restriction.type === 'NONE' ? 'danger.none' : 'danger.text')}</Text>
        </Confirm>
      )}
      <SaveAnyway save={save} />
    </div>
  )
}

type Save = ReturnType<typeof useSave>

function useSave(key: KeyObject, draft: KeyDraft) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const query = keyQuery(key.assistantId, key.id)
  return useMutation({
    mutationFn: async (force: boolean) => {
      const sent = draft.value
      const saved = await answer(
        api.PATCH('/api/v1/assistants/{assistantId}/api-keys/{keyId}', {
          params: { path: { assistantId: key.assistantId, keyId: key.id }, header: ifMatch(draft.version), query: { force } },
          body: draft.patch as KeyBody,
        }),
      )
      return { sent, saved }
    },
    onSuccess: ({ sent, saved }) => {
      queries.setQueryData(query.queryKey, saved)
      draft.settle(sent, editable(saved), saved.version)
      void queries.invalidateQueries({ queryKey: ['assistants', key.assistantId, 'keys'], refetchType: 'none' })
      done([t('draft.savedLive'), ...saved.corrections.map(({ to, message }) => `${to}: ${message}`)].join(' '))
    },
    onError: (error) => {
      if (error instanceof CallFailed && error.status === 412) void queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
      else if (!isCode(error, 'KEY_IN_USE')) failed(error, t)
    },
  })
}

/** An edit that would cut somebody off is made only on purpose. */
function SaveAnyway({ save }: { save: Save }) {
  const { t } = useTranslation()
  const inUse = isCode(save.error, 'KEY_IN_USE') ? save.error.inUse : undefined
  if (!inUse) return null
  return (
    <Confirm title={t('inUse.title')} action={t('inUse.save')} pending={save.isPending} onConfirm={() => save.mutate(true)} onClose={save.reset}>
      <CutOff inUse={inUse} />
      <Text>{t('inUse.question')}</Text>
    </Confirm>
  )
}

/** What is special about the key as it is saved. */
function State({ item: key, readOnly }: { item: KeyObject; readOnly: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="states">
      {key.status === 'DELETED' && (
        <Alert color="danger">{t('keys.isDeleted', { day: key.restorableUntil ? day(key.restorableUntil) : '' })}</Alert>
      )}
      {key.status === 'DISABLED' && <Alert color="gray">{t('keys.isDisabled')}</Alert>}
      {key.status === 'EXPIRED' && <Alert color="warn">{t('keys.isExpired')}</Alert>}
      {key.status === 'ACTIVE' && key.warnings.some((warning) => warning.code === 'WEBSITES_EMPTY') && <EveryWebsite />}
      {readOnly && <Alert color="accent">{t('keys.viewer')}</Alert>}
    </div>
  )
}

/** On a narrow screen the preview rises from below when it is asked for. */
function Sheet({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button className="preview-button" leftSection={<IconDeviceMobile size={18} />} onClick={() => setOpen(true)}>
        {t('live.title')}
      </Button>
      <Drawer opened={open} onClose={() => setOpen(false)} position="bottom" size="90%" padding={0} title={t('live.title')} keepMounted closeButtonProps={{ 'aria-label': t('shared.close') }}>
        {children}
      </Drawer>
    </>
  )
}

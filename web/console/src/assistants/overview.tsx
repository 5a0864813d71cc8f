import '../styles-of-parts'
import { Alert, Button, Card, FileButton, Group, Stack, Text, Textarea, TextInput, ThemeIcon, Title } from '@mantine/core'
import { IconArrowRight, IconCheck, IconCircleDashed, IconTrash, IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, ifMatch } from '../api/client'
import { fieldProblem } from '../api/problem'
import { assistantQuery, assistantsQuery, documentsQuery, keysQuery } from '../api/queries'
import type { AssistantObject } from '../api/schema'
import { Behind } from '../draft/compare'
import { LeaveGuard } from '../draft/guard'
import { SaveActions } from '../draft/save-actions'
import { useDraft } from '../draft/use-draft'
import { useFocusProblem } from '../draft/use-focus-problem'
import { useCaller } from '../layout/caller'
import { Confirm } from '../shared/confirm'
import { firstProblem } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { PageHead } from '../shared/page-head'
import { TextList } from '../shared/text-list'
import { AssistantPicture } from './assistant-picture'
import { FilesSection } from './files-section'
import { useAssistant, useSaveAssistant } from './use-assistant'

const editable = ({ name, description, welcomeMessage, conversationStarters, attachments, shareDocuments }: AssistantObject) => ({
  name,
  description,
  welcomeMessage,
  conversationStarters,
  attachments,
  shareDocuments,
})

/** Who the assistant is, and what to do next. */
export function Overview() {
  const { t } = useTranslation()
  const assistant = useAssistant()
  const { mayEdit } = useCaller()
  const draft = useDraft(`assistant:${assistant.id}`, editable(assistant), assistant.version)
  const save = useSaveAssistant({
    assistantId: assistant.id,
    version: draft.version,
    patch: draft.patch,
    onSaved: () => {
      const sent = draft.value
      return (saved) => draft.settle(sent, editable(saved), saved.version)
    },
  })
  useFocusProblem(save.error)
  const problem = (field: string) => fieldProblem(save.error, field)
  const { value, edit } = draft
  const discard = () => {
    save.reset()
    return draft.discard()
  }
  const label = (path: string) =>
    ({
      name: t('overview.name'),
      description: t('overview.description'),
      welcomeMessage: t('overview.welcome'),
      conversationStarters: t('overview.starters'),
      attachments: t('files.attachments'),
      shareDocuments: t('files.shareDocuments'),
    })[path] ?? path

  return (
    <div className="page">
      <LeaveGuard active={draft.patch !== undefined} discard={discard} />
      <PageHead
        title={assistant.name}
        actions={
          mayEdit && (
            <>
              <SaveActions changed={draft.patch !== undefined} pending={save.isPending} save={() => save.mutate()} discard={discard} />
              <DeleteAssistant assistant={assistant} discard={discard} />
            </>
          )
        }
      />
      <Behind draft={draft} label={label} />
      <div className="beside">
        <div className="sections">
          <Card>
            <Title order={2} mb="md">
              {t('overview.general')}
            </Title>
            <Stack>
              <Picture assistant={assistant} mayEdit={mayEdit} saved={(saved) => draft.adopt(editable(saved), saved.version, assistant.version)} />
              <TextInput
                label={t('overview.name')}
                description={t('overview.nameHint')}
                value={value.name}
                disabled={!mayEdit}
                error={problem('name')}
                onChange={(event) => {
                  const name = event.currentTarget.value
                  edit((now) => ({ ...now, name }))
                }}
              />
              <TextInput
                label={t('overview.description')}
                description={t('overview.descriptionHint')}
                value={value.description}
                disabled={!mayEdit}
                error={problem('description')}
                onChange={(event) => {
                  const description = event.currentTarget.value
                  edit((now) => ({ ...now, description }))
                }}
              />
              <Textarea
                label={t('overview.welcome')}
                description={t('overview.welcomeHint')}
                value={value.welcomeMessage}
                disabled={!mayEdit}
                error={problem('welcomeMessage')}
                autosize
                minRows={3}
                onChange={(event) => {
                  const welcomeMessage = event.currentTarget.value
                  edit((now) => ({ ...now, welcomeMessage }))
                }}
              />
              <TextList
                label={t('overview.starters')}
                description={t('overview.startersHint')}
                placeholder={t('overview.starterPlaceholder')}
                empty={t('overview.noStarters')}
                items={value.conversationStarters}
                onChange={(conversationStarters) => edit((now) => ({ ...now, conversationStarters }))}
                error={problem('conversationStarters')}
                longest={200}
                most={10}
                disabled={!mayEdit}
                remove={(item) => t('overview.removeStarter', { item })}
              />
            </Stack>
          </Card>
          <FilesSection value={value} readOnly={!mayEdit} edit={(change) => edit((now) => ({ ...now, ...change }))} />
        </div>
        <div className="aside">
          <NextSteps assistant={assistant} />
        </div>
      </div>
    </div>
  )
}

/** What is still missing before visitors can chat. */
function NextSteps({ assistant }: { assistant: AssistantObject }) {
  const { t } = useTranslation()
  const documents = useQuery(documentsQuery(assistant.id))
  const keys = useQuery(keysQuery(assistant.id))
  const params = { assistantId: assistant.id }
  const base = '/console/assistants/$assistantId' as const
  const steps = [
    { to: `${base}/knowledge`, label: t('steps.knowledge'), done: (documents.data?.length ?? 0) > 0 },
    { to: `${base}/keys`, label: t('steps.key'), done: (keys.data?.length ?? 0) > 0 },
    { to: `${base}/keys`, label: t('steps.use'), done: keys.data?.some((key) => key.lastUsedAt !== null) ?? false },
  ] as const
  return (
    <Card>
      <Title order={2} mb="xs">
        {t(steps.every((step) => step.done) ? 'steps.allDone' : 'steps.title')}
      </Title>
      <Stack gap={4}>
        {steps.map((step) => (
          <Button
            key={step.label}
            variant="subtle"
            color="gray"
            justify="flex-start"
            leftSection={
              <ThemeIcon size={24} radius="xl" color={step.done ? 'good' : 'gray'} variant="light" aria-label={t(step.done ? 'steps.done' : 'steps.open')}>
                {step.done ? <IconCheck size={16} /> : <IconCircleDashed size={16} />}
              </ThemeIcon>
            }
            rightSection={<IconArrowRight size={16} />}
            styles={{ label: { flex: 1 } }}
            renderRoot={(props) => <Link to={step.to} params={params} {...props} />}
          >
            {step.label}
          </Button>
        ))}
      </Stack>
    </Card>
  )
}

function Picture({ assistant, mayEdit, saved }: { assistant: AssistantObject; mayEdit: boolean; saved: (assistant: AssistantObject) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const refresh = (changed: AssistantObject) => {
    saved(changed)
    queries.setQueryData(assistantQuery(changed.id).queryKey, changed)
    void queries.invalidateQueries({ queryKey: assistantsQuery.queryKey, exact: true })
  }
  const upload = useMutation({
    mutationFn: (file: File) =>
      answer(
        api.PUT('/api/v1/assistants/{assistantId}/picture', {
          params: { path: { assistantId: assistant.id } },
          body: file as unknown as string,
          bodySerializer: (body) => body as unknown as BodyInit,
          headers: { 'Content-Type': file.type || 'application/octet-stream' },
        }),
      ),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: async () => {
      const params = { path: { assistantId: assistant.id } }
      await answer(api.DELETE('/api/v1/assistants/{assistantId}/picture', { params }))
      return answer(api.GET('/api/v1/assistants/{assistantId}', { params }))
    },
    onSuccess: refresh,
    onError: (error) => failed(error, t),
  })
  return (
    <div>
      <Text fw={600} size="sm" mb={6}>
        {t('overview.picture')}
      </Text>
      <Group>
        <AssistantPicture assistantId={assistant.id} name={assistant.name} imageUuid={assistant.imageUuid} size={72} />
        {mayEdit && (
          <Stack gap={6}>
            <Group gap="xs">
              <FileButton accept="image/png,image/jpeg,image/webp,image/gif" onChange={(file) => file && upload.mutate(file)}>
                {(props) => (
                  <Button {...props} variant="default" leftSection={<IconUpload size={18} />} loading={upload.isPending}>
                    {t('overview.upload')}
                  </Button>
                )}
              </FileButton>
              {assistant.imageUuid && (
                <Button variant="subtle" color="danger" leftSection={<IconTrash size={18} />} loading={remove.isPending} onClick={() => remove.mutate()}>
                  {t('shared.remove')}
                </Button>
              )}
            </Group>
            <Text size="xs" className="quiet">
              {t('overview.pictureHint')}
            </Text>
          </Stack>
        )}
      </Group>
      {upload.isError && (
        <Text size="sm" c="var(--mantine-color-error)" mt="xs" role="alert">
          {firstProblem(upload.error, t)}
        </Text>
      )}
    </div>
  )
}

function DeleteAssistant({ assistant, discard }: { assistant: AssistantObject; discard: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/v1/assistants/{assistantId}', { params: { path: { assistantId: assistant.id }, header: ifMatch(assistant.version) } })),
    onSuccess: async () => {
      discard()
      await navigate({ to: '/', ignoreBlocker: true })
      queries.removeQueries({ queryKey: assistantQuery(assistant.id).queryKey })
      void queries.invalidateQueries({ queryKey: assistantsQuery.queryKey, exact: true })
      done(t('overview.deleted', { name: assistant.name }))
    },
    onError: (error) => failed(error, t),
  })
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={18} />} onClick={() => setAsking(true)}>
        {t('shared.delete')}
      </Button>
      {asking && (
        <Confirm
          title={t('overview.deleteTitle', { name: assistant.name })}
          action={t('shared.delete')}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
          typed={{ label: t('overview.deleteTyped', { name: assistant.name }), text: assistant.name }}
        >
          <Alert color="danger">{t('overview.deleteText')}</Alert>
        </Confirm>
      )}
    </>
  )
}

import '../styles-of-parts'
import { ActionIcon, Alert, Badge, Button, Card, FileButton, Group, Modal, Stack, Text, Textarea, TextInput, Title, Tooltip } from '@mantine/core'
import { IconBook2, IconDownload, IconExternalLink, IconPlus, IconSearch, IconTrash, IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { fieldProblem } from '../api/problem'
import { documentsQuery } from '../api/queries'
import type { DocumentObject } from '../api/schema'
import { bytes, number } from '../i18n/format'
import { useCaller } from '../layout/caller'
import { Confirm } from '../shared/confirm'
import { DialogActions } from '../shared/dialog-actions'
import { Empty } from '../shared/empty'
import { PartFailed, reason } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { PageHead } from '../shared/page-head'
import { RowsSkeleton } from '../shared/skeletons'
import { Ago } from '../shared/time'
import { Uploads, useUploads } from './uploads'
import { useAssistant } from './use-assistant'

const ACCEPTED = '.pdf,.md,.markdown,.txt,.html,.htm,application/pdf,text/markdown,text/plain,text/html'

/** What the assistant knows: documents, and what a question finds in them. */
export function Knowledge() {
  const { t } = useTranslation()
  const assistant = useAssistant()
  const { mayEdit } = useCaller()
  const documents = useQuery(documentsQuery(assistant.id))
  const uploads = useUploads(assistant.id)
  const [writing, setWriting] = useState(false)
  const [over, setOver] = useState(false)
  const add = mayEdit && (
    <Group gap="xs">
      <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setWriting(true)}>
        {t('knowledge.write')}
      </Button>
      <FileButton multiple accept={ACCEPTED} onChange={uploads.add}>
        {(props) => (
          <Button {...props} leftSection={<IconUpload size={18} />}>
            {t('knowledge.upload')}
          </Button>
        )}
      </FileButton>
    </Group>
  )
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (mayEdit) uploads.add([...event.dataTransfer.files])
  }

  return (
    <div className="page">
      <PageHead
        title={t('knowledge.title')}
        above={[{ label: assistant.name, link: { to: '/console/assistants/$assistantId', params: { assistantId: assistant.id } } }]}
        actions={documents.data?.length ? add : null}
      />
      <div className="beside">
        <div
          className={over ? 'sections dropping' : 'sections'}
          onDragOver={(event) => {
            if (!mayEdit || !event.dataTransfer.types.includes('Files')) return
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Uploads uploads={uploads} />
          {documents.isPending && <RowsSkeleton />}
          {documents.isError && <PartFailed error={documents.error} retry={() => void documents.refetch()} />}
          {documents.data?.length === 0 && uploads.items.length === 0 && (
            <Empty icon={IconBook2} title={t('knowledge.none')} action={add}>
              {mayEdit ? t('knowledge.noneText') : t('knowledge.noneViewer')}
            </Empty>
          )}
          {documents.data && documents.data.length > 0 && (
            <ul className="rows plain" aria-label={t('knowledge.title')}>
              {documents.data.map((document) => (
                <Row key={document.id} document={document} mayEdit={mayEdit} />
              ))}
            </ul>
          )}
        </div>
        <div className="aside">{documents.data && documents.data.length > 0 && <TryQuestion assistantId={assistant.id} />}</div>
      </div>
      {writing && <WriteDocument assistantId={assistant.id} onClose={() => setWriting(false)} />}
    </div>
  )
}

function Row({ document, mayEdit }: { document: DocumentObject; mayEdit: boolean }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/assistants/{assistantId}/documents/{documentId}', {
          params: { path: { assistantId: document.assistantId, documentId: document.id } },
        }),
      ),
    onSuccess: () => {
      setAsking(false)
      done(t('knowledge.deleted', { title: document.title }))
      void queries.invalidateQueries({ queryKey: documentsQuery(document.assistantId).queryKey })
    },
    onError: (error) => failed(error, t),
  })
  return (
    <li className="row">
      <div className="wrap" style={{ flex: 1 }}>
        <Group gap={6}>
          <Text fw={600}>{document.title}</Text>
          {document.passages === 0 && (
            <Badge color="warn" variant="light" tt="none">
              {t('knowledge.empty')}
            </Badge>
          )}
        </Group>
        <Text size="xs" className="quiet">
          {t('knowledge.passages', { count: document.passages, number: number(document.passages) })} · {bytes(document.size)}
          {document.fileName && ` · ${document.fileName}`} · <Ago time={document.createdAt} />
        </Text>
      </div>
      {document.url && (
        <Tooltip label={document.url}>
          <ActionIcon component="a" href={document.url} target="_blank" rel="noreferrer" variant="subtle" color="gray" aria-label={t('knowledge.open', { title: document.title })}>
            <IconExternalLink size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {document.hasFile && (
        <Tooltip label={t('knowledge.download')}>
          <ActionIcon
            component="a"
            href={`/api/v1/assistants/${document.assistantId}/documents/${document.id}/file`}
            download
            variant="subtle"
            color="gray"
            aria-label={t('knowledge.downloadFile', { title: document.title })}
          >
            <IconDownload size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {mayEdit && (
        <Tooltip label={t('shared.delete')}>
          <ActionIcon variant="subtle" color="danger" aria-label={t('knowledge.delete', { title: document.title })} onClick={() => setAsking(true)}>
            <IconTrash size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {asking && (
        <Confirm
          title={t('knowledge.delete', { title: document.title })}
          action={t('shared.delete')}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        >
          <Text>{t('knowledge.deleteText')}</Text>
        </Confirm>
      )}
    </li>
  )
}

/** Asks as a visitor would, and shows the passages that an answer would be made from. */
function TryQuestion({ assistantId }: { assistantId: string }) {
  const { t } = useTranslation()
  const [question, setQuestion] = useState('')
  const search = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/assistants/{assistantId}/search', { params: { path: { assistantId } }, body: { question, limit: 5 } })),
  })
  return (
    <Card>
      <Title order={2}>{t('knowledge.try')}</Title>
      <Text size="sm" className="quiet" mb="sm">
        {t('knowledge.tryText')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (question.trim()) search.mutate()
        }}
      >
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            flex={1}
            aria-label={t('knowledge.question')}
            placeholder={t('knowledge.questionPlaceholder')}
            value={question}
            onChange={(event) => setQuestion(event.currentTarget.value)}
            error={fieldProblem(search.error, 'question')}
          />
          <ActionIcon type="submit" size={36} variant="filled" aria-label={t('knowledge.search')} loading={search.isPending}>
            <IconSearch size={18} />
          </ActionIcon>
        </Group>
      </form>
      <Stack gap="sm" mt="md" aria-live="polite">
        {search.isError && !fieldProblem(search.error, 'question') && <Alert color="danger">{reason(search.error, t)}</Alert>}
        {search.data?.passages.length === 0 && <Text className="quiet">{t('knowledge.nothing')}</Text>}
        {search.data?.passages.map((passage) => (
          <Card key={passage.passageId} padding="sm">
            <Text size="sm" fw={600}>
              {passage.title}
              {passage.page > 0 && ` · ${t('knowledge.page', { number: number(passage.page) })}`}
            </Text>
            {passage.path.length > 0 && (
              <Text size="xs" className="quiet">
                {passage.path.join(' › ')}
              </Text>
            )}
            <Text size="sm" mt={4} lineClamp={6} className="wrap">
              {passage.text}
            </Text>
          </Card>
        ))}
      </Stack>
    </Card>
  )
}

function WriteDocument({ assistantId, onClose }: { assistantId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [title, setTitle] = useState('')
  const [url, setUrl] = useState('')
  const [body, setBody] = useState('')
  const add = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/assistants/{assistantId}/documents', { params: { path: { assistantId } }, body: { title, url, text: body } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: documentsQuery(assistantId).queryKey })
      onClose()
    },
  })
  const problem = (field: string) => fieldProblem(add.error, field)
  return (
    <Modal opened onClose={onClose} title={t('knowledge.write')} size="lg" closeOnClickOutside={!body} closeButtonProps={{ 'aria-label': t('shared.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <Stack>
          <TextInput label={t('knowledge.docTitle')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} error={problem('title')} data-autofocus />
          <TextInput
            label={t('knowledge.url')}
            description={t('knowledge.urlHint')}
            placeholder="https://example.com/returns"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={problem('url')}
          />
          <Textarea
            label={t('knowledge.text')}
            description={t('knowledge.textHint')}
            autosize
            minRows={8}
            maxRows={18}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            error={problem('text')}
          />
          {add.isError && !['title', 'url', 'text'].some((field) => problem(field)) && (
            <Text c="var(--mantine-color-error)" role="alert">
              {reason(add.error, t)}
            </Text>
          )}
          <DialogActions action={t('shared.add')} pending={add.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}

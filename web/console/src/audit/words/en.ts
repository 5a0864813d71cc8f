const en = {
  assistant: { create: 'created the assistant', update: 'changed the assistant', delete: 'deleted the assistant' },
  'api-key': {
    create: 'created the API key',
    update: 'changed the API key',
    delete: 'deleted the API key',
    restore: 'restored the API key',
    reveal: 'revealed the API key',
    rotate: 'rotated the API key',
  },
  document: { create: 'added the document', delete: 'deleted the document' },
  conversation: { delete: 'deleted the conversation', 'delete-all': 'deleted conversations', expire: 'deleted old conversations', export: 'exported conversations', download: 'downloaded a file of the conversation' },
  user: {
    create: 'created the user',
    update: 'changed the user',
    delete: 'removed the user',
    'sign-in': 'signed in',
    'sign-in-failed': 'failed to sign in',
    'sign-out': 'signed out',
    'end-session': 'ended a session',
  },
  invitation: { create: 'invited', accept: 'accepted the invitation', delete: 'withdrew the invitation' },
  'access-token': { create: 'created the access token', revoke: 'revoked the access token' },
  secrets: { rotate: 'rotated the encryption' },
  backup: { create: 'made a backup', restore: 'restored a backup' },
}

export type AuditWords = typeof en

export default en

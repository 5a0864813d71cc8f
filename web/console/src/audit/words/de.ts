import type { AuditWords } from './en'

const de: AuditWords = {
  assistant: { create: 'erstellte den Assistenten', update: 'änderte den Assistenten', delete: 'löschte den Assistenten' },
  'api-key': {
    create: 'erstellte den API-Schlüssel',
    update: 'änderte den API-Schlüssel',
    delete: 'löschte den API-Schlüssel',
    restore: 'reaktivierte den gelöschten API-Schlüssel',
    reveal: 'sah den API-Schlüssel ein',
    rotate: 'erneuerte den API-Schlüssel',
  },
  document: { create: 'erstellte das Dokument', delete: 'löschte das Dokument' },
  conversation: { delete: 'löschte die Unterhaltung', 'delete-all': 'löschte Unterhaltungen', expire: 'löschte alte Unterhaltungen', export: 'exportierte Unterhaltungen', download: 'lud eine Datei der Unterhaltung herunter' },
  user: {
    create: 'erstellte das Benutzerkonto',
    update: 'änderte das Benutzerkonto',
    delete: 'entfernte das Benutzerkonto',
    'sign-in': 'meldete sich an',
    'sign-in-failed': 'scheiterte bei der Anmeldung',
    'sign-out': 'meldete sich ab',
    'end-session': 'beendete eine Sitzung',
  },
  invitation: { create: 'erstellte die Einladung', accept: 'akzeptierte die Einladung', delete: 'widerrief die Einladung' },
  'access-token': { create: 'erstellte das Zugriffstoken', revoke: 'widerrief das Zugriffstoken' },
  secrets: { rotate: 'erneuerte die Verschlüsselung' },
  backup: { create: 'erstellte eine Sicherung', restore: 'stellte eine Sicherung wieder her' },
}

export default de

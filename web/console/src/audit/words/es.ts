import type { AuditWords } from './en'

const es: AuditWords = {
  assistant: { create: 'creó el asistente', update: 'modificó el asistente', delete: 'eliminó el asistente' },
  'api-key': {
    create: 'creó la clave de API',
    update: 'modificó la clave de API',
    delete: 'eliminó la clave de API',
    restore: 'restauró la clave de API',
    reveal: 'mostró la clave de API',
    rotate: 'regeneró la clave de API',
  },
  document: { create: 'añadió el documento', delete: 'eliminó el documento' },
  conversation: { delete: 'eliminó la conversación', 'delete-all': 'eliminó conversaciones', expire: 'eliminó conversaciones antiguas', export: 'exportó conversaciones', download: 'descargó un archivo de la conversación' },
  user: {
    create: 'creó la cuenta',
    update: 'modificó la cuenta',
    delete: 'quitó la cuenta',
    'sign-in': 'inició sesión',
    'sign-in-failed': 'no consiguió iniciar sesión',
    'sign-out': 'cerró sesión',
    'end-session': 'terminó una sesión',
  },
  invitation: { create: 'creó la invitación', accept: 'aceptó la invitación', delete: 'retiró la invitación' },
  'access-token': { create: 'creó el token de acceso', revoke: 'revocó el token de acceso' },
  secrets: { rotate: 'renovó el cifrado' },
  backup: { create: 'creó una copia de seguridad', restore: 'restauró una copia de seguridad' },
}

export default es

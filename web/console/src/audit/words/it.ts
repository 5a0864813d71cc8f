import type { AuditWords } from './en'

const it: AuditWords = {
  assistant: { create: 'ha creato l’assistente', update: 'ha modificato l’assistente', delete: 'ha eliminato l’assistente' },
  'api-key': {
    create: 'ha creato la chiave API',
    update: 'ha modificato la chiave API',
    delete: 'ha eliminato la chiave API',
    restore: 'ha ripristinato la chiave API',
    reveal: 'ha mostrato la chiave API',
    rotate: 'ha rigenerato la chiave API',
  },
  document: { create: 'ha aggiunto il documento', delete: 'ha eliminato il documento' },
  conversation: { delete: 'ha eliminato la conversazione', 'delete-all': 'ha eliminato conversazioni', expire: 'ha eliminato vecchie conversazioni', export: 'ha esportato conversazioni', download: 'ha scaricato un file della conversazione' },
  user: {
    create: 'ha creato l’utente',
    update: 'ha modificato l’utente',
    delete: 'ha rimosso l’utente',
    'sign-in': 'ha effettuato l’accesso',
    'sign-in-failed': 'ha provato ad accedere senza riuscirci',
    'sign-out': 'ha chiuso la sessione',
    'end-session': 'ha terminato una sessione',
  },
  invitation: { create: 'ha creato l’invito', accept: 'ha accettato l’invito', delete: 'ha ritirato l’invito' },
  'access-token': { create: 'ha creato il token di accesso', revoke: 'ha revocato il token di accesso' },
  secrets: { rotate: 'ha rinnovato la cifratura' },
  backup: { create: 'ha creato un backup', restore: 'ha ripristinato un backup' },
}

export default it

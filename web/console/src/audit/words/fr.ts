import type { AuditWords } from './en'

const fr: AuditWords = {
  assistant: { create: 'a créé l’assistant', update: 'a modifié l’assistant', delete: 'a supprimé l’assistant' },
  'api-key': {
    create: 'a créé la clé API',
    update: 'a modifié la clé API',
    delete: 'a supprimé la clé API',
    restore: 'a restauré la clé API',
    reveal: 'a affiché la clé API',
    rotate: 'a régénéré la clé API',
  },
  document: { create: 'a ajouté le document', delete: 'a supprimé le document' },
  conversation: { delete: 'a supprimé la conversation', 'delete-all': 'a supprimé des conversations', expire: 'a supprimé d’anciennes conversations', export: 'a exporté des conversations', download: 'a téléchargé un fichier de la conversation' },
  user: {
    create: 'a créé le compte',
    update: 'a modifié le compte',
    delete: 'a retiré le compte',
    'sign-in': 'a ouvert une session',
    'sign-in-failed': 'n’a pas réussi à se connecter',
    'sign-out': 'a fermé sa session',
    'end-session': 'a mis fin à une session',
  },
  invitation: { create: 'a créé l’invitation', accept: 'a accepté l’invitation', delete: 'a retiré l’invitation' },
  'access-token': { create: 'a créé le jeton d’accès', revoke: 'a révoqué le jeton d’accès' },
  secrets: { rotate: 'a renouvelé le chiffrement' },
  backup: { create: 'a créé une sauvegarde', restore: 'a restauré une sauvegarde' },
}

export default fr

/** Italian, with tu. */

export const language = { lang: 'it', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Nascondi questo suggerimento',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Disattiva l’audio',
  unmute: 'Attiva l’audio',
  history: 'Conversazioni precedenti',
  newConversation: 'Nuova conversazione',
  expand: 'Ingrandisci la chat',
  contract: 'Rimpicciolisci la chat',
  close: 'Chiudi la chat',

  log: 'Conversazione',
  you: 'Tu:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistente',
  thinking: (name: string) => `${name} sta pensando`,
  answering: (name: string) => `${name} sta rispondendo`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Sto pensando…' : ahead === 0 ? 'Tra poco tocca a te' : ahead === 1 ? '1 persona prima di te' : `${ahead} persone prima di te`,
  latest: 'Vai all’ultimo messaggio',
  starters: 'Domande suggerite',

  message: (name: string) => `Messaggio per ${name}`,
  placeholder: 'Scrivi un messaggio',
  send: 'Invia il messaggio',
  stop: 'Interrompi la risposta',
  heldOffline: 'Sei offline. Potrai inviare il messaggio quando torna la connessione.',
  used: (used: number, max: number) => `${used} di ${max} caratteri`,
  tooLong: (over: number) => `${over} ${over === 1 ? 'carattere' : 'caratteri'} di troppo`,

  answerActions: 'Questa risposta',
  copyAnswer: 'Copia la risposta',
  like: 'Buona risposta',
  dislike: 'Risposta non utile',
  notTaken: 'Non è stato possibile salvare.',

  stopped: 'Hai interrotto questa risposta.',
  interrupted: 'Questa risposta non è completa.',
  failed: 'Non è arrivata nessuna risposta.',
  notSent: 'Il tuo messaggio non è stato inviato.',
  rateLimited: 'Al momento non si possono inviare altri messaggi. Riprova più tardi.',
  rateWait: (time: string) => `Troppi messaggi in poco tempo. Potrai riprovare tra ${time}.`,
  rateOver: 'Ora puoi riprovare.',
  limit: 'Questa conversazione ha raggiunto il numero massimo di messaggi.',
  messagesLeft: (count: number) => (count ? `Ancora ${count} ${count === 1 ? 'messaggio' : 'messaggi'} in questa conversazione` : 'Nessun altro messaggio in questa conversazione'),
  gone: 'Questa conversazione non è più disponibile.',
  unavailable: 'Questa chat non è disponibile al momento.',
  loadFailed: 'Non è stato possibile caricare la chat.',
  retry: 'Riprova',
  startOver: 'Inizia una nuova conversazione',

  offline: 'Sei offline. La chat riprende quando torna la connessione.',
  reconnecting: 'Connessione persa. Riconnessione in corso…',

  confirmNew: 'Una risposta è ancora in corso.',
  confirmFiles: 'Gli allegati non sono ancora stati inviati.',
  confirmNewYes: 'Ricomincia',
  confirmNewNo: 'Aspetta',

  sources: 'Fonti',
  source: (number: number, title: string) => `Fonte ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, pagina ${page}`,
  moreSources: (count: number) => `Altre ${count}`,
  newTab: '(si apre in una nuova scheda)',
  code: 'Codice',
  table: 'Tabella',
  copy: 'Copia',
  copied: 'Copiato',

  privacy: 'Privacy',
  terms: 'Termini',
  branding: 'Latchkey',
}

export const historyStrings = {
  title: 'Le tue conversazioni',
  back: 'Torna alla chat',
  untitled: 'Conversazione',
  current: (when: string) => `Aperta · ${when}`,
  empty: 'Ancora nessuna conversazione. Qui troverai ciò che chiedi.',
  where: 'Questo elenco è conservato solo in questo browser.',
  remove: (title: string) => `Elimina «${title}»`,
  confirmRemove: 'Eliminare definitivamente questa conversazione?',
  removeAll: 'Elimina i miei dati',
  confirmRemoveAll: 'Eliminare definitivamente tutte queste conversazioni, qui e sul server?',
  yes: 'Elimina',
  keep: 'Conserva',
  removed: 'Eliminazione riuscita.',
  gone: 'Questa conversazione non è più disponibile.',
  notRemoved: 'Non è stato possibile eliminare. Riprova.',
}

export const attachmentStrings = {
  attach: 'Allega file',
  files: 'File allegati',
  ask: 'Fai una domanda sui tuoi file',
  drop: 'Trascina qui i file da allegare',
  needsText: 'Scrivi una domanda sui tuoi file, poi inviala.',
  waits: 'Il messaggio parte appena i file sono pronti.',
  notThere: (name: string) => `${name} non è stato allegato. Riprova o rimuovilo.`,

  uploading: (name: string) => `Caricamento di ${name}`,
  attached: (names: string) => `Allegati: ${names}`,
  cancel: (name: string) => `Annulla il caricamento di ${name}`,
  remove: (name: string) => `Rimuovi ${name}`,
  removed: (name: string) => `${name} è stato rimosso`,
  retry: (name: string) => `Riprova con ${name}`,
  show: (name: string) => `Mostra ${name}`,
  download: (name: string) => `Scarica ${name}`,
  close: 'Chiudi',
  confirm: (name: string) => `Rimuovere ${name} da questa conversazione?`,
  keep: 'Conserva',
  removeNow: 'Rimuovi',

  tooLarge: (name: string, size: string) => `${name} supera ${size}.`,
  wrongType: (name: string, types: string) => `${name} non può essere allegato. Formati accettati: ${types}.`,
  empty: (name: string) => `${name} è vuoto.`,
  tooMany: (count: number) => `Una conversazione può contenere ${count} file.`,
  moreProblems: (count: number) => `E altri ${count}.`,
  lost: 'La connessione è stata persa.',
  failed: 'Non è stato possibile allegare questo file.',
  notRemoved: (name: string) => `Non è stato possibile rimuovere ${name}. Riprova.`,
  notOpened: (name: string) => `Non è stato possibile aprire ${name}. Riprova.`,
}

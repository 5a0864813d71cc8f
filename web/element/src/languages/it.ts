/** Italian, with tu. */

export const language = { lang: 'it', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Nascondi questo suggerimento',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Disattiva l’audio',
  unmute: 'Attiva l’audio',
  newConversation: 'Nuova conversazione',
  expand: 'Ingrandisci la chat',
  contract: 'Rimpicciolisci la chat',
  close: 'Chiudi la chat',

  log: 'Conversazione',
  you: 'Tu:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistente',
  thinking: (name: string) => `${name} sta pensando`,
  latest: 'Vai all’ultimo messaggio',
  starters: 'Domande suggerite',

  message: (name: string) => `Messaggio per ${name}`,
  placeholder: 'Scrivi un messaggio',
  send: 'Invia il messaggio',
  stop: 'Interrompi la risposta',

  stopped: 'Hai interrotto questa risposta.',
  interrupted: 'Questa risposta non è completa.',
  failed: 'Non è arrivata nessuna risposta.',
  notSent: 'Il tuo messaggio non è stato inviato.',
  rateLimited: 'Al momento non si possono inviare altri messaggi. Riprova più tardi.',
  limit: 'Questa conversazione ha raggiunto il numero massimo di messaggi. Iniziane una nuova.',
  messagesLeft: (count: number) => (count ? `Ancora ${count} ${count === 1 ? 'messaggio' : 'messaggi'} in questa conversazione` : 'Nessun altro messaggio in questa conversazione'),
  gone: 'Questa conversazione non è più disponibile.',
  unavailable: 'Questa chat non è disponibile al momento.',
  loadFailed: 'Non è stato possibile caricare la chat.',
  retry: 'Riprova',
  startOver: 'Inizia una nuova conversazione',

  offline: 'Sei offline. La chat riprende quando torna la connessione.',
  reconnecting: 'Connessione persa. Riconnessione in corso…',

  confirmNew: 'Una risposta è ancora in corso.',
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

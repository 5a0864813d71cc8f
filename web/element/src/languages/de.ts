/** German, with Sie. */

export const language = { lang: 'de', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Vorschlag ausblenden',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Ton ausschalten',
  unmute: 'Ton einschalten',
  newConversation: 'Neue Unterhaltung',
  expand: 'Chat vergrößern',
  contract: 'Chat verkleinern',
  close: 'Chat schließen',

  log: 'Unterhaltung',
  you: 'Sie:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistent',
  thinking: (name: string) => `${name} denkt nach`,
  latest: 'Zur neuesten Nachricht',
  starters: 'Vorgeschlagene Fragen',

  message: (name: string) => `Nachricht an ${name}`,
  placeholder: 'Nachricht schreiben',
  send: 'Nachricht senden',
  stop: 'Antwort abbrechen',

  stopped: 'Sie haben diese Antwort abgebrochen.',
  interrupted: 'Diese Antwort wurde unterbrochen.',
  failed: 'Es kam keine Antwort zurück.',
  notSent: 'Ihre Nachricht wurde nicht gesendet.',
  rateLimited: 'Gerade sind keine weiteren Nachrichten möglich. Bitte versuchen Sie es später erneut.',
  limit: 'Diese Unterhaltung hat die Höchstzahl an Nachrichten erreicht. Bitte beginnen Sie eine neue.',
  messagesLeft: (count: number) => `Noch ${count || 'keine'} ${count === 1 ? 'Nachricht' : 'Nachrichten'} in dieser Unterhaltung`,
  gone: 'Diese Unterhaltung ist nicht mehr verfügbar.',
  unavailable: 'Dieser Chat ist zurzeit nicht verfügbar.',
  loadFailed: 'Der Chat konnte nicht geladen werden.',
  retry: 'Erneut versuchen',
  startOver: 'Neue Unterhaltung beginnen',

  offline: 'Sie sind offline. Der Chat geht weiter, sobald die Verbindung wieder da ist.',
  reconnecting: 'Verbindung unterbrochen. Sie wird wiederhergestellt …',

  confirmNew: 'Eine Antwort wird gerade noch geschrieben.',
  confirmNewYes: 'Neu beginnen',
  confirmNewNo: 'Abwarten',

  sources: 'Quellen',
  source: (number: number, title: string) => `Quelle ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, Seite ${page}`,
  moreSources: (count: number) => `${count} weitere`,
  newTab: '(öffnet sich in einem neuen Tab)',
  code: 'Code',
  table: 'Tabelle',
  copy: 'Kopieren',
  copied: 'Kopiert',

  privacy: 'Datenschutz',
  terms: 'Bedingungen',
  branding: 'Latchkey',
}

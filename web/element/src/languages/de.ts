/** German, with Sie. */

export const language = { lang: 'de', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Vorschlag ausblenden',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Ton ausschalten',
  unmute: 'Ton einschalten',
  history: 'Frühere Unterhaltungen',
  newConversation: 'Neue Unterhaltung',
  expand: 'Chat vergrößern',
  contract: 'Chat verkleinern',
  close: 'Chat schließen',

  log: 'Unterhaltung',
  you: 'Sie:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistent',
  thinking: (name: string) => `${name} denkt nach`,
  answering: (name: string) => `${name} antwortet`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Denkt nach …' : ahead === 0 ? 'Sie sind als Nächstes dran' : ahead === 1 ? '1 Anfrage vor Ihnen' : `${ahead} Anfragen vor Ihnen`,
  latest: 'Zur neuesten Nachricht',
  starters: 'Vorgeschlagene Fragen',

  message: (name: string) => `Nachricht an ${name}`,
  placeholder: 'Nachricht schreiben',
  send: 'Nachricht senden',
  stop: 'Antwort abbrechen',
  heldOffline: 'Sie sind offline. Sie können dies senden, sobald die Verbindung wieder da ist.',
  used: (used: number, max: number) => `${used} von ${max} Zeichen`,
  tooLong: (over: number) => `${over} Zeichen zu viel`,

  answerActions: 'Diese Antwort',
  copyAnswer: 'Antwort kopieren',
  like: 'Gute Antwort',
  dislike: 'Schlechte Antwort',
  notTaken: 'Das konnte nicht gespeichert werden.',

  stopped: 'Sie haben diese Antwort abgebrochen.',
  interrupted: 'Diese Antwort wurde unterbrochen.',
  failed: 'Es kam keine Antwort zurück.',
  notSent: 'Ihre Nachricht wurde nicht gesendet.',
  rateLimited: 'Gerade sind keine weiteren Nachrichten möglich. Bitte versuchen Sie es später erneut.',
  rateWait: (time: string) => `Das war viel auf einmal. Sie können es in ${time} erneut versuchen.`,
  rateOver: 'Sie können es jetzt erneut versuchen.',
  limit: 'Diese Unterhaltung hat die Höchstzahl an Nachrichten erreicht.',
  messagesLeft: (count: number) => `Noch ${count || 'keine'} ${count === 1 ? 'Nachricht' : 'Nachrichten'} in dieser Unterhaltung`,
  gone: 'Diese Unterhaltung ist nicht mehr verfügbar.',
  unavailable: 'Dieser Chat ist zurzeit nicht verfügbar.',
  loadFailed: 'Der Chat konnte nicht geladen werden.',
  retry: 'Erneut versuchen',
  startOver: 'Neue Unterhaltung beginnen',

  offline: 'Sie sind offline. Der Chat geht weiter, sobald die Verbindung wieder da ist.',
  reconnecting: 'Verbindung unterbrochen. Sie wird wiederhergestellt …',

  confirmNew: 'Eine Antwort wird gerade noch geschrieben.',
  confirmFiles: 'Was Sie angehängt haben, ist noch nicht gesendet.',
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

export const historyStrings = {
  title: 'Ihre Unterhaltungen',
  back: 'Zurück zum Chat',
  untitled: 'Unterhaltung',
  current: (when: string) => `Geöffnet · ${when}`,
  empty: 'Noch keine Unterhaltungen. Was Sie fragen, steht dann hier.',
  where: 'Diese Liste liegt nur in diesem Browser.',
  remove: (title: string) => `„${title}“ löschen`,
  confirmRemove: 'Diese Unterhaltung endgültig löschen?',
  removeAll: 'Meine Daten löschen',
  confirmRemoveAll: 'Alle diese Unterhaltungen endgültig löschen, hier und auf dem Server?',
  yes: 'Löschen',
  keep: 'Behalten',
  removed: 'Gelöscht.',
  gone: 'Diese Unterhaltung ist nicht mehr verfügbar.',
  notRemoved: 'Das Löschen hat nicht geklappt. Bitte versuchen Sie es erneut.',
}

export const attachmentStrings = {
  attach: 'Dateien anhängen',
  files: 'Angehängte Dateien',
  ask: 'Fragen zu Ihren Dateien',
  drop: 'Dateien zum Anhängen hier ablegen',
  needsText: 'Schreiben Sie eine Frage zu Ihren Dateien und senden Sie sie dann.',
  waits: 'Ihre Nachricht wird gesendet, sobald die Dateien da sind.',
  notThere: (name: string) => `${name} wurde nicht angehängt. Versuchen Sie es erneut oder entfernen Sie die Datei.`,

  uploading: (name: string) => `${name} wird hochgeladen`,
  attached: (names: string) => `Angehängt: ${names}`,
  cancel: (name: string) => `Hochladen von ${name} abbrechen`,
  remove: (name: string) => `${name} entfernen`,
  removed: (name: string) => `${name} wurde entfernt`,
  retry: (name: string) => `${name} erneut versuchen`,
  show: (name: string) => `${name} anzeigen`,
  download: (name: string) => `${name} herunterladen`,
  close: 'Schließen',
  confirm: (name: string) => `${name} aus dieser Unterhaltung entfernen?`,
  keep: 'Behalten',
  removeNow: 'Entfernen',

  tooLarge: (name: string, size: string) => `${name} ist größer als ${size}.`,
  wrongType: (name: string, types: string) => `${name} kann nicht angehängt werden. Möglich sind ${types}.`,
  empty: (name: string) => `${name} ist leer.`,
  tooMany: (count: number) => `Eine Unterhaltung kann ${count} ${count === 1 ? 'Datei' : 'Dateien'} haben.`,
  moreProblems: (count: number) => `Und ${count} weitere.`,
  lost: 'Die Verbindung ist abgebrochen.',
  failed: 'Diese Datei konnte nicht angehängt werden.',
  notRemoved: (name: string) => `${name} konnte nicht entfernt werden. Bitte versuchen Sie es erneut.`,
  notOpened: (name: string) => `${name} konnte nicht geöffnet werden. Bitte versuchen Sie es erneut.`,
}

/** Dutch, with je. */

export const language = { lang: 'nl', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Suggestie verbergen',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Geluid uitzetten',
  unmute: 'Geluid aanzetten',
  history: 'Eerdere gesprekken',
  newConversation: 'Nieuw gesprek',
  expand: 'Chat vergroten',
  contract: 'Chat verkleinen',
  close: 'Chat sluiten',

  log: 'Gesprek',
  you: 'Jij:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistent',
  thinking: (name: string) => `${name} denkt na`,
  answering: (name: string) => `${name} antwoordt`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Denkt na…' : ahead === 0 ? 'Je bent zo aan de beurt' : ahead === 1 ? '1 persoon voor je' : `${ahead} mensen voor je`,
  latest: 'Naar het nieuwste bericht',
  starters: 'Voorgestelde vragen',

  message: (name: string) => `Bericht aan ${name}`,
  placeholder: 'Schrijf een bericht',
  send: 'Bericht versturen',
  stop: 'Antwoord stoppen',
  heldOffline: 'Je bent offline. Je kunt dit versturen zodra er weer verbinding is.',
  used: (used: number, max: number) => `${used} van ${max} tekens`,
  tooLong: (over: number) => `${over} ${over === 1 ? 'teken' : 'tekens'} te veel`,

  answerActions: 'Dit antwoord',
  copyAnswer: 'Antwoord kopiëren',
  like: 'Goed antwoord',
  dislike: 'Slecht antwoord',
  notTaken: 'Dit kon niet worden opgeslagen.',

  stopped: 'Je hebt dit antwoord gestopt.',
  interrupted: 'Dit antwoord is afgebroken.',
  failed: 'Er kwam geen antwoord terug.',
  notSent: 'Je bericht is niet verstuurd.',
  rateLimited: 'Er kunnen nu even geen berichten meer bij. Probeer het later opnieuw.',
  rateWait: (time: string) => `Dat was veel tegelijk. Je kunt het over ${time} opnieuw proberen.`,
  rateOver: 'Je kunt het nu opnieuw proberen.',
  limit: 'Dit gesprek heeft het maximale aantal berichten bereikt.',
  messagesLeft: (count: number) => (count ? `Nog ${count} ${count === 1 ? 'bericht' : 'berichten'} over in dit gesprek` : 'Geen berichten meer over in dit gesprek'),
  gone: 'Dit gesprek is niet meer beschikbaar.',
  unavailable: 'Deze chat is op dit moment niet beschikbaar.',
  loadFailed: 'De chat kon niet worden geladen.',
  retry: 'Opnieuw proberen',
  startOver: 'Nieuw gesprek beginnen',

  offline: 'Je bent offline. De chat gaat verder zodra er weer verbinding is.',
  reconnecting: 'Verbinding verbroken. Opnieuw verbinden…',

  confirmNew: 'Er wordt nog een antwoord geschreven.',
  confirmFiles: 'Wat je hebt toegevoegd, is nog niet verstuurd.',
  confirmNewYes: 'Opnieuw beginnen',
  confirmNewNo: 'Afwachten',

  sources: 'Bronnen',
  source: (number: number, title: string) => `Bron ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, pagina ${page}`,
  moreSources: (count: number) => `Nog ${count}`,
  newTab: '(opent in een nieuw tabblad)',
  code: 'Code',
  table: 'Tabel',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',

  privacy: 'Privacy',
  terms: 'Voorwaarden',
  branding: 'Latchkey',
}

export const historyStrings = {
  title: 'Je gesprekken',
  back: 'Terug naar de chat',
  untitled: 'Gesprek',
  current: (when: string) => `Geopend · ${when}`,
  empty: 'Nog geen gesprekken. Wat je vraagt, komt hier te staan.',
  where: 'Deze lijst staat alleen in deze browser.',
  remove: (title: string) => `‘${title}’ verwijderen`,
  confirmRemove: 'Dit gesprek definitief verwijderen?',
  removeAll: 'Mijn gegevens verwijderen',
  confirmRemoveAll: 'Al deze gesprekken definitief verwijderen, hier en op de server?',
  yes: 'Verwijderen',
  keep: 'Behouden',
  removed: 'Verwijderd.',
  gone: 'Dit gesprek is niet meer beschikbaar.',
  notRemoved: 'Verwijderen is niet gelukt. Probeer het opnieuw.',
}

export const attachmentStrings = {
  attach: 'Bestanden toevoegen',
  files: 'Toegevoegde bestanden',
  ask: 'Stel een vraag over je bestanden',
  drop: 'Zet hier bestanden neer om ze toe te voegen',
  needsText: 'Schrijf een vraag over je bestanden en verstuur die.',
  waits: 'Je bericht wordt verstuurd zodra de bestanden er zijn.',
  notThere: (name: string) => `${name} is niet toegevoegd. Probeer het opnieuw of verwijder het bestand.`,

  uploading: (name: string) => `${name} wordt geüpload`,
  attached: (names: string) => `Toegevoegd: ${names}`,
  cancel: (name: string) => `Uploaden van ${name} annuleren`,
  remove: (name: string) => `${name} verwijderen`,
  removed: (name: string) => `${name} is verwijderd`,
  retry: (name: string) => `${name} opnieuw proberen`,
  show: (name: string) => `${name} tonen`,
  download: (name: string) => `${name} downloaden`,
  close: 'Sluiten',
  confirm: (name: string) => `${name} uit dit gesprek verwijderen?`,
  keep: 'Behouden',
  removeNow: 'Verwijderen',

  tooLarge: (name: string, size: string) => `${name} is groter dan ${size}.`,
  wrongType: (name: string, types: string) => `${name} kan niet worden toegevoegd. Toegestaan: ${types}.`,
  empty: (name: string) => `${name} is leeg.`,
  tooMany: (count: number) => `Een gesprek kan ${count} ${count === 1 ? 'bestand' : 'bestanden'} bevatten.`,
  moreProblems: (count: number) => `En nog ${count}.`,
  lost: 'De verbinding is verbroken.',
  failed: 'Dit bestand kon niet worden toegevoegd.',
  notRemoved: (name: string) => `${name} kon niet worden verwijderd. Probeer het opnieuw.`,
  notOpened: (name: string) => `${name} kon niet worden geopend. Probeer het opnieuw.`,
}

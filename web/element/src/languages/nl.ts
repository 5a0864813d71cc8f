/** Dutch, with je. */

export const language = { lang: 'nl', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Suggestie verbergen',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Geluid uitzetten',
  unmute: 'Geluid aanzetten',
  newConversation: 'Nieuw gesprek',
  expand: 'Chat vergroten',
  contract: 'Chat verkleinen',
  close: 'Chat sluiten',

  log: 'Gesprek',
  you: 'Jij:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistent',
  thinking: (name: string) => `${name} denkt na`,
  latest: 'Naar het nieuwste bericht',
  starters: 'Voorgestelde vragen',

  message: (name: string) => `Bericht aan ${name}`,
  placeholder: 'Schrijf een bericht',
  send: 'Bericht versturen',
  stop: 'Antwoord stoppen',

  stopped: 'Je hebt dit antwoord gestopt.',
  interrupted: 'Dit antwoord is afgebroken.',
  failed: 'Er kwam geen antwoord terug.',
  notSent: 'Je bericht is niet verstuurd.',
  rateLimited: 'Er kunnen nu even geen berichten meer bij. Probeer het later opnieuw.',
  limit: 'Dit gesprek heeft het maximale aantal berichten bereikt. Begin een nieuw gesprek.',
  messagesLeft: (count: number) => (count ? `Nog ${count} ${count === 1 ? 'bericht' : 'berichten'} over in dit gesprek` : 'Geen berichten meer over in dit gesprek'),
  gone: 'Dit gesprek is niet meer beschikbaar.',
  unavailable: 'Deze chat is op dit moment niet beschikbaar.',
  loadFailed: 'De chat kon niet worden geladen.',
  retry: 'Opnieuw proberen',
  startOver: 'Nieuw gesprek beginnen',

  offline: 'Je bent offline. De chat gaat verder zodra er weer verbinding is.',
  reconnecting: 'Verbinding verbroken. Opnieuw verbinden…',

  confirmNew: 'Er wordt nog een antwoord geschreven.',
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

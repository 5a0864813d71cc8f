/** Swedish, with du. */

export const language = { lang: 'sv', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Dölj förslaget',
  says: (name: string, prompt: string) => `${name || 'Chatt'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Stäng av ljudet',
  unmute: 'Slå på ljudet',
  history: 'Tidigare konversationer',
  newConversation: 'Ny konversation',
  expand: 'Gör chatten större',
  contract: 'Gör chatten mindre',
  close: 'Stäng chatten',

  log: 'Konversation',
  you: 'Du:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistent',
  thinking: (name: string) => `${name} tänker`,
  answering: (name: string) => `${name} svarar`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Tänker…' : ahead === 0 ? 'Du står på tur' : ahead === 1 ? '1 person före dig' : `${ahead} personer före dig`,
  latest: 'Gå till det senaste meddelandet',
  starters: 'Föreslagna frågor',

  message: (name: string) => `Meddelande till ${name}`,
  placeholder: 'Skriv ett meddelande',
  send: 'Skicka meddelandet',
  stop: 'Avbryt svaret',
  heldOffline: 'Du är offline. Du kan skicka det här när anslutningen är tillbaka.',
  used: (used: number, max: number) => `${used} av ${max} tecken`,
  tooLong: (over: number) => `${over} tecken för mycket`,

  answerActions: 'Det här svaret',
  copyAnswer: 'Kopiera svaret',
  like: 'Bra svar',
  dislike: 'Dåligt svar',
  notTaken: 'Det gick inte att spara.',

  stopped: 'Du avbröt det här svaret.',
  interrupted: 'Det här svaret blev avbrutet.',
  failed: 'Inget svar kom tillbaka.',
  notSent: 'Ditt meddelande skickades inte.',
  rateLimited: 'Det går inte att skicka fler meddelanden just nu. Försök igen senare.',
  rateWait: (time: string) => `Det var mycket på en gång. Du kan försöka igen om ${time}.`,
  rateOver: 'Du kan försöka igen nu.',
  limit: 'Den här konversationen har nått gränsen för antalet meddelanden.',
  messagesLeft: (count: number) => `${count || 'Inga'} ${count === 1 ? 'meddelande' : 'meddelanden'} kvar i den här konversationen`,
  gone: 'Den här konversationen är inte längre tillgänglig.',
  unavailable: 'Den här chatten är inte tillgänglig just nu.',
  loadFailed: 'Chatten kunde inte laddas.',
  retry: 'Försök igen',
  startOver: 'Starta en ny konversation',

  offline: 'Du är offline. Chatten fortsätter när anslutningen är tillbaka.',
  reconnecting: 'Anslutningen bröts. Återansluter…',

  confirmNew: 'Ett svar skrivs fortfarande.',
  confirmFiles: 'Det du bifogade har inte skickats än.',
  confirmNewYes: 'Börja om',
  confirmNewNo: 'Vänta',

  sources: 'Källor',
  source: (number: number, title: string) => `Källa ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, sida ${page}`,
  moreSources: (count: number) => `${count} till`,
  newTab: '(öppnas i en ny flik)',
  code: 'Kod',
  table: 'Tabell',
  copy: 'Kopiera',
  copied: 'Kopierat',

  privacy: 'Integritet',
  terms: 'Villkor',
  branding: 'Latchkey',
}

export const historyStrings = {
  title: 'Dina konversationer',
  back: 'Tillbaka till chatten',
  untitled: 'Konversation',
  current: (when: string) => `Öppen · ${when}`,
  empty: 'Inga konversationer än. Det du frågar visas här.',
  where: 'Listan sparas bara i den här webbläsaren.',
  remove: (title: string) => `Ta bort ”${title}”`,
  confirmRemove: 'Ta bort den här konversationen för gott?',
  removeAll: 'Ta bort mina uppgifter',
  confirmRemoveAll: 'Ta bort alla de här konversationerna för gott, här och på servern?',
  yes: 'Ta bort',
  keep: 'Behåll',
  removed: 'Borttagen.',
  gone: 'Den här konversationen är inte längre tillgänglig.',
  notRemoved: 'Det gick inte att ta bort. Försök igen.',
}

export const attachmentStrings = {
  attach: 'Bifoga filer',
  files: 'Bifogade filer',
  ask: 'Fråga om dina filer',
  drop: 'Släpp filer här för att bifoga dem',
  needsText: 'Skriv en fråga om dina filer och skicka den sedan.',
  waits: 'Ditt meddelande skickas så snart filerna är på plats.',
  notThere: (name: string) => `${name} bifogades inte. Försök igen eller ta bort filen.`,

  uploading: (name: string) => `Laddar upp ${name}`,
  attached: (names: string) => `Bifogat: ${names}`,
  cancel: (name: string) => `Avbryt uppladdningen av ${name}`,
  remove: (name: string) => `Ta bort ${name}`,
  removed: (name: string) => `${name} togs bort`,
  retry: (name: string) => `Försök igen med ${name}`,
  show: (name: string) => `Visa ${name}`,
  download: (name: string) => `Ladda ner ${name}`,
  close: 'Stäng',
  confirm: (name: string) => `Ta bort ${name} från den här konversationen?`,
  keep: 'Behåll',
  removeNow: 'Ta bort',

  tooLarge: (name: string, size: string) => `${name} är större än ${size}.`,
  wrongType: (name: string, types: string) => `${name} kan inte bifogas. Tillåtna format: ${types}.`,
  empty: (name: string) => `${name} är tom.`,
  tooMany: (count: number) => `En konversation kan ha ${count} ${count === 1 ? 'fil' : 'filer'}.`,
  moreProblems: (count: number) => `Och ${count} till.`,
  lost: 'Anslutningen bröts.',
  failed: 'Filen kunde inte bifogas.',
  notRemoved: (name: string) => `${name} kunde inte tas bort. Försök igen.`,
  notOpened: (name: string) => `${name} kunde inte öppnas. Försök igen.`,
}

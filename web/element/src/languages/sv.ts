/** Swedish, with du. */

export const language = { lang: 'sv', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Dölj förslaget',
  says: (name: string, prompt: string) => `${name || 'Chatt'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Stäng av ljudet',
  unmute: 'Slå på ljudet',
  newConversation: 'Ny konversation',
  expand: 'Gör chatten större',
  contract: 'Gör chatten mindre',
  close: 'Stäng chatten',

  log: 'Konversation',
  you: 'Du:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistent',
  thinking: (name: string) => `${name} tänker`,
  latest: 'Gå till det senaste meddelandet',
  starters: 'Föreslagna frågor',

  message: (name: string) => `Meddelande till ${name}`,
  placeholder: 'Skriv ett meddelande',
  send: 'Skicka meddelandet',
  stop: 'Avbryt svaret',

  stopped: 'Du avbröt det här svaret.',
  interrupted: 'Det här svaret blev avbrutet.',
  failed: 'Inget svar kom tillbaka.',
  notSent: 'Ditt meddelande skickades inte.',
  rateLimited: 'Det går inte att skicka fler meddelanden just nu. Försök igen senare.',
  limit: 'Den här konversationen har nått gränsen för antalet meddelanden. Starta en ny.',
  messagesLeft: (count: number) => `${count || 'Inga'} ${count === 1 ? 'meddelande' : 'meddelanden'} kvar i den här konversationen`,
  gone: 'Den här konversationen är inte längre tillgänglig.',
  unavailable: 'Den här chatten är inte tillgänglig just nu.',
  loadFailed: 'Chatten kunde inte laddas.',
  retry: 'Försök igen',
  startOver: 'Starta en ny konversation',

  offline: 'Du är offline. Chatten fortsätter när anslutningen är tillbaka.',
  reconnecting: 'Anslutningen bröts. Återansluter…',

  confirmNew: 'Ett svar skrivs fortfarande.',
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

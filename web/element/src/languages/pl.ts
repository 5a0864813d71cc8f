/** Polish, in forms that fit everybody. */

export const language = { lang: 'pl', dir: 'ltr' }

/** 1 wiadomość, 2 wiadomości, 5 wiadomości: one form for few, another one for many. */
const plural = (count: number, one: string, few: string, many: string) =>
  ({ one, few })[new Intl.PluralRules('pl').select(count) as string] ?? many

export const engagementStrings = {
  dismiss: 'Ukryj tę propozycję',
  says: (name: string, prompt: string) => `${name || 'Czat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Wycisz dźwięk',
  unmute: 'Włącz dźwięk',
  newConversation: 'Nowa rozmowa',
  expand: 'Powiększ czat',
  contract: 'Zmniejsz czat',
  close: 'Zamknij czat',

  log: 'Rozmowa',
  you: 'Twoja wiadomość:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Asystent',
  thinking: (name: string) => `${name} myśli`,
  latest: 'Przejdź do najnowszej wiadomości',
  starters: 'Proponowane pytania',

  message: (name: string) => `Wiadomość do: ${name}`,
  placeholder: 'Napisz wiadomość',
  send: 'Wyślij wiadomość',
  stop: 'Zatrzymaj odpowiedź',

  stopped: 'Odpowiedź została zatrzymana.',
  interrupted: 'Odpowiedź została przerwana.',
  failed: 'Odpowiedź nie nadeszła.',
  notSent: 'Wiadomość nie została wysłana.',
  rateLimited: 'W tej chwili nie można wysłać więcej wiadomości. Spróbuj ponownie później.',
  limit: 'W tej rozmowie osiągnięto limit wiadomości. Rozpocznij nową.',
  messagesLeft: (count: number) =>
    count ? `${plural(count, 'Pozostała', 'Pozostały', 'Pozostało')} ${count} ${plural(count, 'wiadomość', 'wiadomości', 'wiadomości')} w tej rozmowie` : 'W tej rozmowie nie można już wysłać wiadomości',
  gone: 'Ta rozmowa nie jest już dostępna.',
  unavailable: 'Ten czat jest teraz niedostępny.',
  loadFailed: 'Nie udało się wczytać czatu.',
  retry: 'Spróbuj ponownie',
  startOver: 'Rozpocznij nową rozmowę',

  offline: 'Brak połączenia z internetem. Czat będzie działać dalej, gdy połączenie wróci.',
  reconnecting: 'Utracono połączenie. Łączenie ponownie…',

  confirmNew: 'Odpowiedź nadal powstaje.',
  confirmNewYes: 'Zacznij od nowa',
  confirmNewNo: 'Poczekaj',

  sources: 'Źródła',
  source: (number: number, title: string) => `Źródło ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, strona ${page}`,
  moreSources: (count: number) => `Jeszcze ${count}`,
  newTab: '(otwiera się w nowej karcie)',
  code: 'Kod',
  table: 'Tabela',
  copy: 'Kopiuj',
  copied: 'Skopiowano',

  privacy: 'Prywatność',
  terms: 'Regulamin',
  branding: 'Latchkey',
}

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
  history: 'Wcześniejsze rozmowy',
  newConversation: 'Nowa rozmowa',
  expand: 'Powiększ czat',
  contract: 'Zmniejsz czat',
  close: 'Zamknij czat',

  log: 'Rozmowa',
  you: 'Twoja wiadomość:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Asystent',
  thinking: (name: string) => `${name} myśli`,
  answering: (name: string) => `${name} odpowiada`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Myśli…' : ahead === 0 ? 'Zaraz Twoja kolej' : `${ahead} ${plural(ahead, 'osoba', 'osoby', 'osób')} przed Tobą`,
  latest: 'Przejdź do najnowszej wiadomości',
  starters: 'Proponowane pytania',

  message: (name: string) => `Wiadomość do: ${name}`,
  placeholder: 'Napisz wiadomość',
  send: 'Wyślij wiadomość',
  stop: 'Zatrzymaj odpowiedź',
  heldOffline: 'Brak połączenia z internetem. Wiadomość będzie można wysłać, gdy wróci.',
  used: (used: number, max: number) => `${used} z ${max} znaków`,
  tooLong: (over: number) => `${over} ${plural(over, 'znak', 'znaki', 'znaków')} za dużo`,

  answerActions: 'Ta odpowiedź',
  copyAnswer: 'Kopiuj odpowiedź',
  like: 'Dobra odpowiedź',
  dislike: 'Zła odpowiedź',
  notTaken: 'Nie udało się tego zapisać.',

  stopped: 'Odpowiedź została zatrzymana.',
  interrupted: 'Odpowiedź została przerwana.',
  failed: 'Odpowiedź nie nadeszła.',
  notSent: 'Wiadomość nie została wysłana.',
  rateLimited: 'W tej chwili nie można wysłać więcej wiadomości. Spróbuj ponownie później.',
  rateWait: (time: string) => `Zbyt wiele wiadomości naraz. Ponowna próba możliwa za: ${time}.`,
  rateOver: 'Teraz można spróbować ponownie.',
  limit: 'W tej rozmowie osiągnięto limit wiadomości.',
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
  confirmFiles: 'Dołączone pliki nie zostały jeszcze wysłane.',
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

export const historyStrings = {
  title: 'Twoje rozmowy',
  back: 'Wróć do czatu',
  untitled: 'Rozmowa',
  current: (when: string) => `Otwarta · ${when}`,
  empty: 'Nie ma jeszcze rozmów. Tutaj pojawią się Twoje pytania.',
  where: 'Ta lista jest przechowywana tylko w tej przeglądarce.',
  remove: (title: string) => `Usuń „${title}”`,
  confirmRemove: 'Usunąć tę rozmowę na zawsze?',
  removeAll: 'Usuń moje dane',
  confirmRemoveAll: 'Usunąć na zawsze wszystkie te rozmowy, tutaj i na serwerze?',
  yes: 'Usuń',
  keep: 'Zachowaj',
  removed: 'Usunięto.',
  gone: 'Ta rozmowa nie jest już dostępna.',
  notRemoved: 'Nie udało się usunąć. Spróbuj ponownie.',
  rename: (title: string) => `Zmień nazwę „${title}”`,
  newTitle: 'Nowy tytuł',
  save: 'Zapisz',
  cancel: 'Anuluj',
  renamed: 'Zmieniono nazwę.',
  notRenamed: 'Nie udało się zmienić nazwy. Spróbuj ponownie.',
  search: 'Szukaj w tytułach',
  nothing: 'Nic nie znaleziono.',
}

export const attachmentStrings = {
  attach: 'Dołącz pliki',
  files: 'Dołączone pliki',
  ask: 'Zapytaj o swoje pliki',
  drop: 'Upuść tutaj pliki, aby je dołączyć',
  needsText: 'Napisz pytanie dotyczące plików, a potem je wyślij.',
  waits: 'Wiadomość zostanie wysłana, gdy pliki będą gotowe.',
  notThere: (name: string) => `Plik ${name} nie został dołączony. Spróbuj ponownie albo go usuń.`,

  uploading: (name: string) => `Przesyłanie: ${name}`,
  attached: (names: string) => `Dołączono: ${names}`,
  cancel: (name: string) => `Anuluj przesyłanie: ${name}`,
  remove: (name: string) => `Usuń ${name}`,
  removed: (name: string) => `Usunięto ${name}`,
  retry: (name: string) => `Spróbuj ponownie: ${name}`,
  show: (name: string) => `Pokaż ${name}`,
  download: (name: string) => `Pobierz ${name}`,
  close: 'Zamknij',
  confirm: (name: string) => `Usunąć ${name} z tej rozmowy?`,
  keep: 'Zachowaj',
  removeNow: 'Usuń',

  tooLarge: (name: string, size: string) => `Plik ${name} jest większy niż ${size}.`,
  wrongType: (name: string, types: string) => `Pliku ${name} nie można dołączyć. Dozwolone: ${types}.`,
  empty: (name: string) => `Plik ${name} jest pusty.`,
  tooMany: (count: number) => `Rozmowa może mieć najwyżej ${count} ${plural(count, 'plik', 'pliki', 'plików')}.`,
  moreProblems: (count: number) => `I jeszcze ${count}.`,
  lost: 'Połączenie zostało utracone.',
  failed: 'Nie udało się dołączyć tego pliku.',
  notRemoved: (name: string) => `Nie udało się usunąć pliku ${name}. Spróbuj ponownie.`,
  notOpened: (name: string) => `Nie udało się otworzyć pliku ${name}. Spróbuj ponownie.`,
}

/** Hebrew, with nouns and infinitives: they fit everybody. */

export const language = { lang: 'he', dir: 'rtl' }

const plural = (count: number, one: string, two: string, other: string) => ({ one, two })[new Intl.PluralRules('he').select(count) as string] ?? other

export const engagementStrings = {
  dismiss: 'הסתרת ההצעה',
  says: (name: string, prompt: string) => `${name || 'צ׳אט'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'השתקת הצליל',
  unmute: 'הפעלת הצליל',
  newConversation: 'שיחה חדשה',
  expand: 'הגדלת הצ׳אט',
  contract: 'הקטנת הצ׳אט',
  close: 'סגירת הצ׳אט',

  log: 'שיחה',
  you: 'ההודעה שלך:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'העוזר',
  thinking: (name: string) => `${name}: התשובה בדרך`,
  latest: 'מעבר להודעה האחרונה',
  starters: 'שאלות מוצעות',

  message: (name: string) => `הודעה אל ${name}`,
  placeholder: 'כתיבת הודעה',
  send: 'שליחת ההודעה',
  stop: 'עצירת התשובה',

  stopped: 'התשובה נעצרה לבקשתך.',
  interrupted: 'התשובה נקטעה לפני סיומה.',
  failed: 'לא הגיעה תשובה.',
  notSent: 'ההודעה לא נשלחה.',
  rateLimited: 'לא ניתן לשלוח הודעות נוספות כרגע. נא לנסות שוב מאוחר יותר.',
  limit: 'השיחה הגיעה למספר ההודעות המרבי. נא להתחיל שיחה חדשה.',
  messagesLeft: (count: number) => (count ? plural(count, 'נותרה הודעה אחת בשיחה זו', 'נותרו שתי הודעות בשיחה זו', `נותרו ${count} הודעות בשיחה זו`) : 'לא נותרו הודעות בשיחה זו'),
  gone: 'השיחה כבר אינה זמינה.',
  unavailable: 'הצ׳אט אינו זמין כרגע.',
  loadFailed: 'לא ניתן היה לטעון את הצ׳אט.',
  retry: 'ניסיון נוסף',
  startOver: 'התחלת שיחה חדשה',

  offline: 'אין חיבור לאינטרנט. הצ׳אט ימשיך כשהחיבור יחזור.',
  reconnecting: 'החיבור נותק. מתבצע חיבור מחדש…',

  confirmNew: 'תשובה עדיין נכתבת.',
  confirmNewYes: 'להתחיל מחדש',
  confirmNewNo: 'להמתין',

  sources: 'מקורות',
  source: (number: number, title: string) => `מקור ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `\u2068${title}\u2069, עמוד \u2068${page}\u2069`,
  moreSources: (count: number) => plural(count, 'עוד אחד', 'עוד שניים', `עוד ${count}`),
  newTab: '(נפתח בכרטיסייה חדשה)',
  code: 'קוד',
  table: 'טבלה',
  copy: 'העתקה',
  copied: 'הועתק',

  privacy: 'פרטיות',
  terms: 'תנאים',
  branding: 'Latchkey',
}

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
  history: 'שיחות קודמות',
  newConversation: 'שיחה חדשה',
  expand: 'הגדלת הצ׳אט',
  contract: 'הקטנת הצ׳אט',
  close: 'סגירת הצ׳אט',

  log: 'שיחה',
  you: 'ההודעה שלך:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'העוזר',
  thinking: (name: string) => `${name}: התשובה בדרך`,
  answering: (name: string) => `${name}: התשובה נכתבת`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'התשובה בדרך…' : ahead === 0 ? 'התור שלך מיד מגיע' : plural(ahead, 'אדם אחד לפניך', 'שני אנשים לפניך', `${ahead} אנשים לפניך`),
  latest: 'מעבר להודעה האחרונה',
  starters: 'שאלות מוצעות',

  message: (name: string) => `הודעה אל ${name}`,
  placeholder: 'כתיבת הודעה',
  send: 'שליחת ההודעה',
  stop: 'עצירת התשובה',
  heldOffline: 'אין חיבור לאינטרנט. אפשר יהיה לשלוח כשהחיבור יחזור.',
  used: (used: number, max: number) => `${used} מתוך ${max} תווים`,
  tooLong: (over: number) => plural(over, 'תו אחד יותר מדי', 'שני תווים יותר מדי', `${over} תווים יותר מדי`),

  answerActions: 'תשובה זו',
  copyAnswer: 'העתקת התשובה',
  like: 'תשובה טובה',
  dislike: 'תשובה לא טובה',
  notTaken: 'לא ניתן היה לשמור.',

  stopped: 'התשובה נעצרה לבקשתך.',
  interrupted: 'התשובה נקטעה לפני סיומה.',
  failed: 'לא הגיעה תשובה.',
  notSent: 'ההודעה לא נשלחה.',
  rateLimited: 'לא ניתן לשלוח הודעות נוספות כרגע. נא לנסות שוב מאוחר יותר.',
  rateWait: (time: string) => `נשלחו הרבה הודעות בבת אחת. אפשר לנסות שוב בעוד ${time}.`,
  rateOver: 'אפשר לנסות שוב עכשיו.',
  limit: 'השיחה הגיעה למספר ההודעות המרבי.',
  messagesLeft: (count: number) => (count ? plural(count, 'נותרה הודעה אחת בשיחה זו', 'נותרו שתי הודעות בשיחה זו', `נותרו ${count} הודעות בשיחה זו`) : 'לא נותרו הודעות בשיחה זו'),
  gone: 'השיחה כבר אינה זמינה.',
  unavailable: 'הצ׳אט אינו זמין כרגע.',
  loadFailed: 'לא ניתן היה לטעון את הצ׳אט.',
  retry: 'ניסיון נוסף',
  startOver: 'התחלת שיחה חדשה',

  offline: 'אין חיבור לאינטרנט. הצ׳אט ימשיך כשהחיבור יחזור.',
  reconnecting: 'החיבור נותק. מתבצע חיבור מחדש…',

  confirmNew: 'תשובה עדיין נכתבת.',
  confirmFiles: 'הקבצים שצורפו עדיין לא נשלחו.',
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

export const historyStrings = {
  title: 'השיחות שלך',
  back: 'חזרה לצ׳אט',
  untitled: 'שיחה',
  current: (when: string) => `פתוחה · ${when}`,
  empty: 'עדיין אין שיחות. השאלות שלך יופיעו כאן.',
  where: 'הרשימה נשמרת בדפדפן זה בלבד.',
  remove: (title: string) => `מחיקת ”\u2068${title}\u2069”`,
  confirmRemove: 'למחוק את השיחה לצמיתות?',
  removeAll: 'מחיקת הנתונים שלי',
  confirmRemoveAll: 'למחוק לצמיתות את כל השיחות האלה, כאן ובשרת?',
  yes: 'מחיקה',
  keep: 'השארה',
  removed: 'נמחק.',
  gone: 'השיחה כבר אינה זמינה.',
  notRemoved: 'המחיקה לא הצליחה. נא לנסות שוב.',
  rename: (title: string) => `שינוי השם של ”\u2068${title}\u2069”`,
  newTitle: 'כותרת חדשה',
  save: 'שמירה',
  cancel: 'ביטול',
  renamed: 'השם שונה.',
  notRenamed: 'שינוי השם לא הצליח. נא לנסות שוב.',
  search: 'חיפוש בכותרות',
  nothing: 'לא נמצא דבר.',
}

export const attachmentStrings = {
  attach: 'צירוף קבצים',
  files: 'קבצים מצורפים',
  ask: 'שאלה על הקבצים שלך',
  drop: 'יש לגרור לכאן קבצים כדי לצרף אותם',
  needsText: 'נא לכתוב שאלה על הקבצים ולשלוח אותה.',
  waits: 'ההודעה תישלח ברגע שהקבצים יהיו מוכנים.',
  notThere: (name: string) => `הקובץ \u2068${name}\u2069 לא צורף. אפשר לנסות שוב או להסיר אותו.`,

  uploading: (name: string) => `\u2068${name}\u2069 בהעלאה`,
  attached: (names: string) => `צורפו: ${names}`,
  cancel: (name: string) => `ביטול ההעלאה של \u2068${name}\u2069`,
  remove: (name: string) => `הסרת \u2068${name}\u2069`,
  removed: (name: string) => `\u2068${name}\u2069 הוסר`,
  retry: (name: string) => `ניסיון נוסף עם \u2068${name}\u2069`,
  show: (name: string) => `הצגת \u2068${name}\u2069`,
  download: (name: string) => `הורדת \u2068${name}\u2069`,
  close: 'סגירה',
  confirm: (name: string) => `להסיר את \u2068${name}\u2069 מהשיחה?`,
  keep: 'השארה',
  removeNow: 'הסרה',

  tooLarge: (name: string, size: string) => `הקובץ \u2068${name}\u2069 גדול מ־\u2068${size}\u2069.`,
  wrongType: (name: string, types: string) => `לא ניתן לצרף את \u2068${name}\u2069. סוגים אפשריים: ${types}.`,
  empty: (name: string) => `הקובץ \u2068${name}\u2069 ריק.`,
  tooMany: (count: number) => `מספר הקבצים המרבי בשיחה: ${count}.`,
  moreProblems: (count: number) => `ועוד ${count}.`,
  lost: 'החיבור נותק.',
  failed: 'לא ניתן היה לצרף את הקובץ.',
  notRemoved: (name: string) => `לא ניתן היה להסיר את \u2068${name}\u2069. נא לנסות שוב.`,
  notOpened: (name: string) => `לא ניתן היה לפתוח את \u2068${name}\u2069. נא לנסות שוב.`,
}

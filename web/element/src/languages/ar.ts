/** Arabic, with verbal nouns on buttons: they address nobody in particular. */

export const language = { lang: 'ar', dir: 'rtl' }

/** Arabic counts none, one, two, a few and many, each with another form. */
const plural = (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>>) => forms[new Intl.PluralRules('ar').select(count)] ?? forms.other ?? ''

export const engagementStrings = {
  dismiss: 'إخفاء هذا الاقتراح',
  says: (name: string, prompt: string) => `${name || 'المحادثة'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'كتم الصوت',
  unmute: 'تشغيل الصوت',
  history: 'المحادثات السابقة',
  newConversation: 'محادثة جديدة',
  expand: 'تكبير نافذة المحادثة',
  contract: 'تصغير نافذة المحادثة',
  close: 'إغلاق نافذة المحادثة',

  log: 'المحادثة',
  you: 'أنت:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'المساعد',
  thinking: (name: string) => `${name}: جارٍ التفكير`,
  answering: (name: string) => `${name}: جارٍ الرد`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'جارٍ التفكير…' : ahead === 0 ? 'دورك هو التالي' : plural(ahead, { one: 'شخص واحد قبلك', two: 'شخصان قبلك', few: `${ahead} أشخاص قبلك`, other: `${ahead} شخصًا قبلك` }),
  latest: 'الانتقال إلى أحدث رسالة',
  starters: 'أسئلة مقترحة',

  message: (name: string) => `رسالة إلى ${name}`,
  placeholder: 'اكتب رسالة',
  send: 'إرسال الرسالة',
  stop: 'إيقاف الرد',
  heldOffline: 'لا يوجد اتصال بالإنترنت. يمكنك الإرسال عند عودة الاتصال.',
  used: (used: number, max: number) => `${used} من ${max} حرف`,
  tooLong: (over: number) => plural(over, { one: 'حرف واحد زائد', two: 'حرفان زائدان', few: `${over} أحرف زائدة`, other: `${over} حرفًا زائدًا` }),

  answerActions: 'هذا الرد',
  copyAnswer: 'نسخ الرد',
  like: 'رد جيد',
  dislike: 'رد سيئ',
  notTaken: 'تعذّر حفظ ذلك.',

  stopped: 'تم إيقاف هذا الرد.',
  interrupted: 'انقطع هذا الرد قبل اكتماله.',
  failed: 'لم يصل أي رد.',
  notSent: 'لم تُرسَل رسالتك.',
  rateLimited: 'لا يمكن إرسال المزيد من الرسائل الآن. يُرجى إعادة المحاولة لاحقًا.',
  rateWait: (time: string) => `رسائل كثيرة في وقت واحد. الوقت المتبقي قبل إعادة المحاولة: ${time}.`,
  rateOver: 'يمكنك إعادة المحاولة الآن.',
  limit: 'بلغت هذه المحادثة الحد الأقصى لعدد الرسائل.',
  messagesLeft: (count: number) =>
    plural(count, {
      zero: 'لم تبقَ أي رسالة في هذه المحادثة',
      one: 'بقيت رسالة واحدة في هذه المحادثة',
      two: 'بقيت رسالتان في هذه المحادثة',
      few: `بقيت ${count} رسائل في هذه المحادثة`,
      other: `بقيت ${count} رسالة في هذه المحادثة`,
    }),
  gone: 'لم تعد هذه المحادثة متاحة.',
  unavailable: 'هذه المحادثة غير متاحة حاليًا.',
  loadFailed: 'تعذّر تحميل المحادثة.',
  retry: 'إعادة المحاولة',
  startOver: 'بدء محادثة جديدة',

  offline: 'لا يوجد اتصال بالإنترنت. تتواصل المحادثة عند عودة الاتصال.',
  reconnecting: 'انقطع الاتصال. جارٍ إعادة الاتصال…',

  confirmNew: 'ما زالت كتابة الرد جارية.',
  confirmFiles: 'لم تُرسَل الملفات المرفقة بعد.',
  confirmNewYes: 'البدء من جديد',
  confirmNewNo: 'الانتظار',

  sources: 'المصادر',
  source: (number: number, title: string) => `المصدر ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `\u2068${title}\u2069، صفحة \u2068${page}\u2069`,
  moreSources: (count: number) => plural(count, { one: 'مصدر آخر', two: 'مصدران آخران', few: `${count} مصادر أخرى`, other: `${count} مصدرًا آخر` }),
  newTab: '(يُفتح في علامة تبويب جديدة)',
  code: 'شيفرة',
  table: 'جدول',
  copy: 'نسخ',
  copied: 'تم النسخ',

  privacy: 'الخصوصية',
  terms: 'الشروط',
  branding: 'Latchkey',
}

export const historyStrings = {
  title: 'محادثاتك',
  back: 'العودة إلى المحادثة',
  untitled: 'محادثة',
  current: (when: string) => `مفتوحة · ${when}`,
  empty: 'لا توجد محادثات بعد. ستظهر أسئلتك هنا.',
  where: 'تُحفظ هذه القائمة في هذا المتصفح فقط.',
  remove: (title: string) => `حذف «\u2068${title}\u2069»`,
  confirmRemove: 'هل تريد حذف هذه المحادثة نهائيًا؟',
  removeAll: 'حذف بياناتي',
  confirmRemoveAll: 'هل تريد حذف كل هذه المحادثات نهائيًا، هنا وعلى الخادم؟',
  yes: 'حذف',
  keep: 'إبقاء',
  removed: 'تم الحذف.',
  gone: 'لم تعد هذه المحادثة متاحة.',
  notRemoved: 'تعذّر الحذف. يُرجى إعادة المحاولة.',
  rename: (title: string) => `إعادة تسمية «\u2068${title}\u2069»`,
  newTitle: 'عنوان جديد',
  save: 'حفظ',
  cancel: 'إلغاء',
  renamed: 'تمت إعادة التسمية.',
  notRenamed: 'تعذّرت إعادة التسمية. يُرجى إعادة المحاولة.',
  search: 'البحث في العناوين',
  nothing: 'لم يُعثر على شيء.',
}

export const attachmentStrings = {
  attach: 'إرفاق ملفات',
  files: 'الملفات المرفقة',
  ask: 'اسأل عن ملفاتك',
  drop: 'أفلت الملفات هنا لإرفاقها',
  needsText: 'اكتب سؤالًا عن ملفاتك ثم أرسله.',
  waits: 'تُرسَل رسالتك فور جاهزية الملفات.',
  notThere: (name: string) => `لم يُرفَق الملف \u2068${name}\u2069. أعد المحاولة أو أزل الملف.`,

  uploading: (name: string) => `جارٍ رفع \u2068${name}\u2069`,
  attached: (names: string) => `تم الإرفاق: ${names}`,
  cancel: (name: string) => `إلغاء رفع \u2068${name}\u2069`,
  remove: (name: string) => `إزالة \u2068${name}\u2069`,
  removed: (name: string) => `تمت إزالة \u2068${name}\u2069`,
  retry: (name: string) => `إعادة محاولة رفع \u2068${name}\u2069`,
  show: (name: string) => `عرض \u2068${name}\u2069`,
  download: (name: string) => `تنزيل \u2068${name}\u2069`,
  close: 'إغلاق',
  confirm: (name: string) => `هل تريد إزالة \u2068${name}\u2069 من هذه المحادثة؟`,
  keep: 'إبقاء',
  removeNow: 'إزالة',

  tooLarge: (name: string, size: string) => `حجم الملف \u2068${name}\u2069 أكبر من \u2068${size}\u2069.`,
  wrongType: (name: string, types: string) => `لا يمكن إرفاق الملف \u2068${name}\u2069. الأنواع المقبولة: ${types}.`,
  empty: (name: string) => `الملف \u2068${name}\u2069 فارغ.`,
  tooMany: (count: number) => `الحد الأقصى لملفات المحادثة: ${count}.`,
  moreProblems: (count: number) => `وكذلك ${count} أخرى.`,
  lost: 'انقطع الاتصال.',
  failed: 'تعذّر إرفاق هذا الملف.',
  notRemoved: (name: string) => `تعذّرت إزالة \u2068${name}\u2069. يُرجى إعادة المحاولة.`,
  notOpened: (name: string) => `تعذّر فتح \u2068${name}\u2069. يُرجى إعادة المحاولة.`,
}

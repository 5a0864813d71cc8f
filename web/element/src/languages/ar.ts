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
  newConversation: 'محادثة جديدة',
  expand: 'تكبير نافذة المحادثة',
  contract: 'تصغير نافذة المحادثة',
  close: 'إغلاق نافذة المحادثة',

  log: 'المحادثة',
  you: 'أنت:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'المساعد',
  thinking: (name: string) => `${name}: جارٍ التفكير`,
  latest: 'الانتقال إلى أحدث رسالة',
  starters: 'أسئلة مقترحة',

  message: (name: string) => `رسالة إلى ${name}`,
  placeholder: 'اكتب رسالة',
  send: 'إرسال الرسالة',
  stop: 'إيقاف الرد',

  stopped: 'تم إيقاف هذا الرد.',
  interrupted: 'انقطع هذا الرد قبل اكتماله.',
  failed: 'لم يصل أي رد.',
  notSent: 'لم تُرسَل رسالتك.',
  rateLimited: 'لا يمكن إرسال المزيد من الرسائل الآن. يُرجى إعادة المحاولة لاحقًا.',
  limit: 'بلغت هذه المحادثة الحد الأقصى لعدد الرسائل. يُرجى بدء محادثة جديدة.',
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

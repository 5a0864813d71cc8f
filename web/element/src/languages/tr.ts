/** Turkish, with siz. */

export const language = { lang: 'tr', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Bu öneriyi gizle',
  says: (name: string, prompt: string) => `${name || 'Sohbet'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Sesi kapat',
  unmute: 'Sesi aç',
  newConversation: 'Yeni sohbet',
  expand: 'Sohbeti büyüt',
  contract: 'Sohbeti küçült',
  close: 'Sohbeti kapat',

  log: 'Sohbet',
  you: 'Siz:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Asistan',
  thinking: (name: string) => `${name} düşünüyor`,
  latest: 'En son mesaja git',
  starters: 'Önerilen sorular',

  message: (name: string) => `${name} için mesaj`,
  placeholder: 'Bir mesaj yazın',
  send: 'Mesajı gönder',
  stop: 'Yanıtı durdur',

  stopped: 'Bu yanıtı durdurdunuz.',
  interrupted: 'Bu yanıt yarıda kaldı.',
  failed: 'Yanıt gelmedi.',
  notSent: 'Mesajınız gönderilmedi.',
  rateLimited: 'Şu anda daha fazla mesaj gönderilemiyor. Lütfen daha sonra yeniden deneyin.',
  limit: 'Bu sohbette mesaj sınırına ulaştınız. Lütfen yeni bir sohbet başlatın.',
  messagesLeft: (count: number) => (count ? `Bu sohbette ${count} mesaj hakkınız kaldı` : 'Bu sohbette mesaj hakkınız kalmadı'),
  gone: 'Bu sohbete artık ulaşılamıyor.',
  unavailable: 'Bu sohbet şu anda kullanılamıyor.',
  loadFailed: 'Sohbet yüklenemedi.',
  retry: 'Yeniden dene',
  startOver: 'Yeni bir sohbet başlat',

  offline: 'Çevrimdışısınız. Bağlantı geri geldiğinde sohbet devam eder.',
  reconnecting: 'Bağlantı koptu. Yeniden bağlanılıyor…',

  confirmNew: 'Bir yanıt hâlâ yazılıyor.',
  confirmNewYes: 'Baştan başla',
  confirmNewNo: 'Bekle',

  sources: 'Kaynaklar',
  source: (number: number, title: string) => `Kaynak ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, sayfa ${page}`,
  moreSources: (count: number) => `${count} kaynak daha`,
  newTab: '(yeni sekmede açılır)',
  code: 'Kod',
  table: 'Tablo',
  copy: 'Kopyala',
  copied: 'Kopyalandı',

  privacy: 'Gizlilik',
  terms: 'Koşullar',
  branding: 'Latchkey',
}

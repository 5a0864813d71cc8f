/** Turkish, with siz. */

export const language = { lang: 'tr', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Bu öneriyi gizle',
  says: (name: string, prompt: string) => `${name || 'Sohbet'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Sesi kapat',
  unmute: 'Sesi aç',
  history: 'Önceki sohbetler',
  newConversation: 'Yeni sohbet',
  expand: 'Sohbeti büyüt',
  contract: 'Sohbeti küçült',
  close: 'Sohbeti kapat',

  log: 'Sohbet',
  you: 'Siz:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Asistan',
  thinking: (name: string) => `${name} düşünüyor`,
  answering: (name: string) => `${name} yanıtlıyor`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Düşünüyor…' : ahead === 0 ? 'Sıra birazdan sizde' : `Önünüzde ${ahead} kişi var`,
  latest: 'En son mesaja git',
  starters: 'Önerilen sorular',

  message: (name: string) => `${name} için mesaj`,
  placeholder: 'Bir mesaj yazın',
  send: 'Mesajı gönder',
  stop: 'Yanıtı durdur',
  heldOffline: 'Çevrimdışısınız. Bağlantı geri geldiğinde bunu gönderebilirsiniz.',
  used: (used: number, max: number) => `${max} karakterden ${used} kullanıldı`,
  tooLong: (over: number) => `${over} karakter fazla`,

  answerActions: 'Bu yanıt',
  copyAnswer: 'Yanıtı kopyala',
  like: 'İyi yanıt',
  dislike: 'Kötü yanıt',
  notTaken: 'Bu kaydedilemedi.',

  stopped: 'Bu yanıtı durdurdunuz.',
  interrupted: 'Bu yanıt yarıda kaldı.',
  failed: 'Yanıt gelmedi.',
  notSent: 'Mesajınız gönderilmedi.',
  rateLimited: 'Şu anda daha fazla mesaj gönderilemiyor. Lütfen daha sonra yeniden deneyin.',
  rateWait: (time: string) => `Bir kerede çok fazla mesaj gönderildi. ${time} sonra yeniden deneyebilirsiniz.`,
  rateOver: 'Şimdi yeniden deneyebilirsiniz.',
  limit: 'Bu sohbette mesaj sınırına ulaştınız.',
  messagesLeft: (count: number) => (count ? `Bu sohbette ${count} mesaj hakkınız kaldı` : 'Bu sohbette mesaj hakkınız kalmadı'),
  gone: 'Bu sohbete artık ulaşılamıyor.',
  unavailable: 'Bu sohbet şu anda kullanılamıyor.',
  loadFailed: 'Sohbet yüklenemedi.',
  retry: 'Yeniden dene',
  startOver: 'Yeni bir sohbet başlat',

  offline: 'Çevrimdışısınız. Bağlantı geri geldiğinde sohbet devam eder.',
  reconnecting: 'Bağlantı koptu. Yeniden bağlanılıyor…',

  confirmNew: 'Bir yanıt hâlâ yazılıyor.',
  confirmFiles: 'Eklediğiniz dosyalar henüz gönderilmedi.',
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

export const historyStrings = {
  title: 'Sohbetleriniz',
  back: 'Sohbete dön',
  untitled: 'Sohbet',
  current: (when: string) => `Açık · ${when}`,
  empty: 'Henüz sohbet yok. Sorduklarınız burada listelenir.',
  where: 'Bu liste yalnızca bu tarayıcıda tutulur.',
  remove: (title: string) => `“${title}” sohbetini sil`,
  confirmRemove: 'Bu sohbet kalıcı olarak silinsin mi?',
  removeAll: 'Verilerimi sil',
  confirmRemoveAll: 'Bu sohbetlerin tümü burada ve sunucuda kalıcı olarak silinsin mi?',
  yes: 'Sil',
  keep: 'Sakla',
  removed: 'Silindi.',
  gone: 'Bu sohbete artık ulaşılamıyor.',
  notRemoved: 'Silinemedi. Lütfen yeniden deneyin.',
}

export const attachmentStrings = {
  attach: 'Dosya ekle',
  files: 'Eklenen dosyalar',
  ask: 'Dosyalarınız hakkında sorun',
  drop: 'Eklemek için dosyaları buraya bırakın',
  needsText: 'Dosyalarınız hakkında bir soru yazıp gönderin.',
  waits: 'Dosyalar hazır olunca mesajınız gönderilir.',
  notThere: (name: string) => `${name} eklenmedi. Yeniden deneyin veya kaldırın.`,

  uploading: (name: string) => `${name} yükleniyor`,
  attached: (names: string) => `Eklendi: ${names}`,
  cancel: (name: string) => `${name} yüklemesini iptal et`,
  remove: (name: string) => `${name} dosyasını kaldır`,
  removed: (name: string) => `${name} kaldırıldı`,
  retry: (name: string) => `${name} dosyasını yeniden dene`,
  show: (name: string) => `${name} dosyasını göster`,
  download: (name: string) => `${name} dosyasını indir`,
  close: 'Kapat',
  confirm: (name: string) => `${name} bu sohbetten kaldırılsın mı?`,
  keep: 'Sakla',
  removeNow: 'Kaldır',

  tooLarge: (name: string, size: string) => `${name} dosyası ${size} sınırından büyük.`,
  wrongType: (name: string, types: string) => `${name} eklenemez. Kabul edilenler: ${types}.`,
  empty: (name: string) => `${name} boş.`,
  tooMany: (count: number) => `Bir sohbette en fazla ${count} dosya olabilir.`,
  moreProblems: (count: number) => `Ve ${count} tane daha.`,
  lost: 'Bağlantı koptu.',
  failed: 'Bu dosya eklenemedi.',
  notRemoved: (name: string) => `${name} kaldırılamadı. Lütfen yeniden deneyin.`,
  notOpened: (name: string) => `${name} açılamadı. Lütfen yeniden deneyin.`,
}

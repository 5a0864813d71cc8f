/** Japanese, in desu/masu form. */

export const language = { lang: 'ja', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'この提案を閉じる',
  says: (name: string, prompt: string) => `${name || 'チャット'}：${prompt}`,
}

export const panelStrings = {
  mute: '音をオフにする',
  unmute: '音をオンにする',
  history: '以前の会話',
  newConversation: '新しい会話',
  expand: 'チャットを大きくする',
  contract: 'チャットを小さくする',
  close: 'チャットを閉じる',

  log: '会話',
  you: 'あなた：',
  answerOf: (name: string) => `${name}：`,
  assistant: 'アシスタント',
  thinking: (name: string) => `${name}が考えています`,
  answering: (name: string) => `${name}が回答しています`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? '考えています…' : ahead === 0 ? '次はあなたの番です' : `あなたの前に${ahead}人待っています`,
  latest: '最新のメッセージへ移動',
  starters: '質問の例',

  message: (name: string) => `${name}へのメッセージ`,
  placeholder: 'メッセージを入力',
  send: 'メッセージを送信',
  stop: '回答を停止',
  heldOffline: 'オフラインです。接続が回復すると送信できます。',
  used: (used: number, max: number) => `${max}文字中${used}文字`,
  tooLong: (over: number) => `${over}文字超過`,

  answerActions: 'この回答',
  copyAnswer: '回答をコピー',
  like: '良い回答',
  dislike: '良くない回答',
  notTaken: '保存できませんでした。',

  stopped: 'この回答を停止しました。',
  interrupted: 'この回答は途中で途切れました。',
  failed: '回答が届きませんでした。',
  notSent: 'メッセージを送信できませんでした。',
  rateLimited: '現在これ以上メッセージを送信できません。しばらくしてからもう一度お試しください。',
  rateWait: (time: string) => `短時間に多くのメッセージが送信されました。${time}後にもう一度お試しください。`,
  rateOver: 'もう一度お試しいただけます。',
  limit: 'この会話はメッセージ数の上限に達しました。',
  messagesLeft: (count: number) => (count ? `この会話で送れるメッセージはあと${count}件です` : 'この会話ではこれ以上メッセージを送れません'),
  gone: 'この会話は利用できなくなりました。',
  unavailable: '現在このチャットはご利用いただけません。',
  loadFailed: 'チャットを読み込めませんでした。',
  retry: '再試行',
  startOver: '新しい会話を始める',

  offline: 'オフラインです。接続が回復するとチャットを再開します。',
  reconnecting: '接続が切れました。再接続しています…',

  confirmNew: '回答がまだ作成されています。',
  confirmFiles: '添付したファイルはまだ送信されていません。',
  confirmNewYes: '新しく始める',
  confirmNewNo: '待つ',

  sources: '出典',
  source: (number: number, title: string) => `出典${number}：${title}`,
  titleAndPage: (title: string, page: string) => `${title}、${page}ページ`,
  moreSources: (count: number) => `他${count}件`,
  newTab: '（新しいタブで開きます）',
  code: 'コード',
  table: '表',
  copy: 'コピー',
  copied: 'コピーしました',

  privacy: 'プライバシー',
  terms: '利用規約',
  branding: 'Latchkey',
}

export const historyStrings = {
  title: '会話の一覧',
  back: 'チャットに戻る',
  untitled: '会話',
  current: (when: string) => `表示中 · ${when}`,
  empty: 'まだ会話がありません。質問するとここに表示されます。',
  where: 'この一覧はこのブラウザーにのみ保存されます。',
  remove: (title: string) => `「${title}」を削除`,
  confirmRemove: 'この会話を完全に削除しますか？',
  removeAll: '自分のデータを削除',
  confirmRemoveAll: 'これらの会話をすべて、ここでもサーバーでも完全に削除しますか？',
  yes: '削除',
  keep: '残す',
  removed: '削除しました。',
  gone: 'この会話は利用できなくなりました。',
  notRemoved: '削除できませんでした。もう一度お試しください。',
}

export const attachmentStrings = {
  attach: 'ファイルを添付',
  files: '添付ファイル',
  ask: 'ファイルについて質問',
  drop: 'ここにファイルをドロップして添付',
  needsText: 'ファイルについての質問を入力して、送信してください。',
  waits: 'ファイルの準備ができ次第、メッセージを送信します。',
  notThere: (name: string) => `${name}は添付されませんでした。もう一度試すか、取り除いてください。`,

  uploading: (name: string) => `${name}をアップロード中`,
  attached: (names: string) => `添付しました：${names}`,
  cancel: (name: string) => `${name}のアップロードを中止`,
  remove: (name: string) => `${name}を取り除く`,
  removed: (name: string) => `${name}を取り除きました`,
  retry: (name: string) => `${name}を再試行`,
  show: (name: string) => `${name}を表示`,
  download: (name: string) => `${name}をダウンロード`,
  close: '閉じる',
  confirm: (name: string) => `${name}をこの会話から取り除きますか？`,
  keep: '残す',
  removeNow: '取り除く',

  tooLarge: (name: string, size: string) => `${name}は${size}を超えています。`,
  wrongType: (name: string, types: string) => `${name}は添付できません。使用できる形式は${types}です。`,
  empty: (name: string) => `${name}は空です。`,
  tooMany: (count: number) => `1つの会話に添付できるファイルは${count}個までです。`,
  moreProblems: (count: number) => `ほか${count}件。`,
  lost: '接続が切れました。',
  failed: 'このファイルは添付できませんでした。',
  notRemoved: (name: string) => `${name}を取り除けませんでした。もう一度お試しください。`,
  notOpened: (name: string) => `${name}を開けませんでした。もう一度お試しください。`,
}

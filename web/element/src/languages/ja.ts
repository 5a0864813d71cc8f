/** Japanese, in desu/masu form. */

export const language = { lang: 'ja', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'この提案を閉じる',
  says: (name: string, prompt: string) => `${name || 'チャット'}：${prompt}`,
}

export const panelStrings = {
  mute: '音をオフにする',
  unmute: '音をオンにする',
  newConversation: '新しい会話',
  expand: 'チャットを大きくする',
  contract: 'チャットを小さくする',
  close: 'チャットを閉じる',

  log: '会話',
  you: 'あなた：',
  answerOf: (name: string) => `${name}：`,
  assistant: 'アシスタント',
  thinking: (name: string) => `${name}が考えています`,
  latest: '最新のメッセージへ移動',
  starters: '質問の例',

  message: (name: string) => `${name}へのメッセージ`,
  placeholder: 'メッセージを入力',
  send: 'メッセージを送信',
  stop: '回答を停止',

  stopped: 'この回答を停止しました。',
  interrupted: 'この回答は途中で途切れました。',
  failed: '回答が届きませんでした。',
  notSent: 'メッセージを送信できませんでした。',
  rateLimited: '現在これ以上メッセージを送信できません。しばらくしてからもう一度お試しください。',
  limit: 'この会話はメッセージ数の上限に達しました。新しい会話を始めてください。',
  messagesLeft: (count: number) => (count ? `この会話で送れるメッセージはあと${count}件です` : 'この会話ではこれ以上メッセージを送れません'),
  gone: 'この会話は利用できなくなりました。',
  unavailable: '現在このチャットはご利用いただけません。',
  loadFailed: 'チャットを読み込めませんでした。',
  retry: '再試行',
  startOver: '新しい会話を始める',

  offline: 'オフラインです。接続が回復するとチャットを再開します。',
  reconnecting: '接続が切れました。再接続しています…',

  confirmNew: '回答がまだ作成されています。',
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

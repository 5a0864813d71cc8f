/** Chinese in simplified characters. */

export const language = { lang: 'zh-Hans', dir: 'ltr' }

export const engagementStrings = {
  dismiss: '关闭此建议',
  says: (name: string, prompt: string) => `${name || '聊天'}：${prompt}`,
}

export const panelStrings = {
  mute: '关闭声音',
  unmute: '打开声音',
  history: '以前的对话',
  newConversation: '新对话',
  expand: '放大聊天窗口',
  contract: '缩小聊天窗口',
  close: '关闭聊天',

  log: '对话',
  you: '您：',
  answerOf: (name: string) => `${name}：`,
  assistant: '助手',
  thinking: (name: string) => `${name} 正在思考`,
  answering: (name: string) => `${name} 正在回答`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? '正在思考……' : ahead === 0 ? '马上轮到您' : `您前面还有 ${ahead} 人`,
  latest: '跳到最新消息',
  starters: '推荐问题',

  message: (name: string) => `发给 ${name} 的消息`,
  placeholder: '输入消息',
  send: '发送消息',
  stop: '停止回答',
  heldOffline: '您已离线。网络恢复后即可发送。',
  used: (used: number, max: number) => `${used}/${max} 个字符`,
  tooLong: (over: number) => `超出 ${over} 个字符`,

  answerActions: '此回答',
  copyAnswer: '复制回答',
  like: '回答得好',
  dislike: '回答得不好',
  notTaken: '未能保存。',

  stopped: '您已停止此回答。',
  interrupted: '此回答中断了。',
  failed: '没有收到回答。',
  notSent: '您的消息未能发送。',
  rateLimited: '目前无法发送更多消息。请稍后再试。',
  rateWait: (time: string) => `消息发送过于频繁。请在${time}后重试。`,
  rateOver: '现在可以重试了。',
  limit: '本次对话已达到消息数量上限。',
  messagesLeft: (count: number) => (count ? `本次对话还可以发送 ${count} 条消息` : '本次对话无法再发送消息'),
  gone: '此对话已不可用。',
  unavailable: '聊天暂时不可用。',
  loadFailed: '聊天加载失败。',
  retry: '重试',
  startOver: '开始新对话',

  offline: '您已离线。网络恢复后聊天会继续。',
  reconnecting: '连接已断开，正在重新连接……',

  confirmNew: '回答还没有写完。',
  confirmFiles: '您添加的附件尚未发送。',
  confirmNewYes: '重新开始',
  confirmNewNo: '继续等待',

  sources: '来源',
  source: (number: number, title: string) => `来源 ${number}：${title}`,
  titleAndPage: (title: string, page: string) => `${title}，第 ${page} 页`,
  moreSources: (count: number) => `还有 ${count} 个`,
  newTab: '（在新标签页中打开）',
  code: '代码',
  table: '表格',
  copy: '复制',
  copied: '已复制',

  privacy: '隐私政策',
  terms: '服务条款',
  branding: 'Latchkey',
}

export const historyStrings = {
  title: '您的对话',
  back: '返回聊天',
  untitled: '对话',
  current: (when: string) => `当前打开 · ${when}`,
  empty: '还没有对话。您提的问题会列在这里。',
  where: '此列表仅保存在此浏览器中。',
  remove: (title: string) => `删除“${title}”`,
  confirmRemove: '要永久删除此对话吗？',
  removeAll: '删除我的数据',
  confirmRemoveAll: '要永久删除这里和服务器上的所有这些对话吗？',
  yes: '删除',
  keep: '保留',
  removed: '已删除。',
  gone: '此对话已不可用。',
  notRemoved: '未能删除。请重试。',
}

export const attachmentStrings = {
  attach: '添加附件',
  files: '已添加的附件',
  ask: '询问您的文件',
  drop: '将文件拖放到此处以添加',
  needsText: '请写下关于文件的问题，然后发送。',
  waits: '文件准备好后，您的消息会立即发送。',
  notThere: (name: string) => `${name} 未能添加。请重试或将其移除。`,

  uploading: (name: string) => `正在上传 ${name}`,
  attached: (names: string) => `已添加：${names}`,
  cancel: (name: string) => `取消上传 ${name}`,
  remove: (name: string) => `移除 ${name}`,
  removed: (name: string) => `已移除 ${name}`,
  retry: (name: string) => `重试 ${name}`,
  show: (name: string) => `显示 ${name}`,
  download: (name: string) => `下载 ${name}`,
  close: '关闭',
  confirm: (name: string) => `要从此对话中移除 ${name} 吗？`,
  keep: '保留',
  removeNow: '移除',

  tooLarge: (name: string, size: string) => `${name} 超过 ${size}。`,
  wrongType: (name: string, types: string) => `无法添加 ${name}。支持的格式：${types}。`,
  empty: (name: string) => `${name} 是空文件。`,
  tooMany: (count: number) => `一次对话最多可添加 ${count} 个文件。`,
  moreProblems: (count: number) => `还有 ${count} 个。`,
  lost: '连接已断开。',
  failed: '未能添加此文件。',
  notRemoved: (name: string) => `未能移除 ${name}。请重试。`,
  notOpened: (name: string) => `未能打开 ${name}。请重试。`,
}

/** Chinese in simplified characters. */

export const language = { lang: 'zh-Hans', dir: 'ltr' }

export const engagementStrings = {
  dismiss: '关闭此建议',
  says: (name: string, prompt: string) => `${name || '聊天'}：${prompt}`,
}

export const panelStrings = {
  mute: '关闭声音',
  unmute: '打开声音',
  newConversation: '新对话',
  expand: '放大聊天窗口',
  contract: '缩小聊天窗口',
  close: '关闭聊天',

  log: '对话',
  you: '您：',
  answerOf: (name: string) => `${name}：`,
  assistant: '助手',
  thinking: (name: string) => `${name} 正在思考`,
  latest: '跳到最新消息',
  starters: '推荐问题',

  message: (name: string) => `发给 ${name} 的消息`,
  placeholder: '输入消息',
  send: '发送消息',
  stop: '停止回答',

  stopped: '您已停止此回答。',
  interrupted: '此回答中断了。',
  failed: '没有收到回答。',
  notSent: '您的消息未能发送。',
  rateLimited: '目前无法发送更多消息。请稍后再试。',
  limit: '本次对话已达到消息数量上限。请开始新的对话。',
  messagesLeft: (count: number) => (count ? `本次对话还可以发送 ${count} 条消息` : '本次对话无法再发送消息'),
  gone: '此对话已不可用。',
  unavailable: '聊天暂时不可用。',
  loadFailed: '聊天加载失败。',
  retry: '重试',
  startOver: '开始新对话',

  offline: '您已离线。网络恢复后聊天会继续。',
  reconnecting: '连接已断开，正在重新连接……',

  confirmNew: '回答还没有写完。',
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

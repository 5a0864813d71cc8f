/** Portuguese as it is written in Brazil, with você. */

export const language = { lang: 'pt', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Ocultar esta sugestão',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Desativar o som',
  unmute: 'Ativar o som',
  history: 'Conversas anteriores',
  newConversation: 'Nova conversa',
  expand: 'Aumentar o chat',
  contract: 'Reduzir o chat',
  close: 'Fechar o chat',

  log: 'Conversa',
  you: 'Você:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistente',
  thinking: (name: string) => `${name} está pensando`,
  answering: (name: string) => `${name} está respondendo`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Pensando…' : ahead === 0 ? 'A próxima vez é a sua' : ahead === 1 ? '1 pessoa antes de você' : `${ahead} pessoas antes de você`,
  latest: 'Ir para a última mensagem',
  starters: 'Perguntas sugeridas',

  message: (name: string) => `Mensagem para ${name}`,
  placeholder: 'Escreva uma mensagem',
  send: 'Enviar mensagem',
  stop: 'Interromper a resposta',
  heldOffline: 'Você está sem conexão. Será possível enviar quando ela voltar.',
  used: (used: number, max: number) => `${used} de ${max} caracteres`,
  tooLong: (over: number) => `${over} ${over === 1 ? 'caractere' : 'caracteres'} a mais`,

  answerActions: 'Esta resposta',
  copyAnswer: 'Copiar a resposta',
  like: 'Boa resposta',
  dislike: 'Resposta ruim',
  notTaken: 'Não foi possível salvar.',

  stopped: 'Você interrompeu esta resposta.',
  interrupted: 'Esta resposta ficou incompleta.',
  failed: 'Não chegou nenhuma resposta.',
  notSent: 'Sua mensagem não foi enviada.',
  rateLimited: 'No momento não é possível enviar mais mensagens. Tente novamente mais tarde.',
  rateWait: (time: string) => `Muitas mensagens de uma vez. Você pode tentar novamente em ${time}.`,
  rateOver: 'Agora você pode tentar novamente.',
  limit: 'Esta conversa atingiu o número máximo de mensagens.',
  messagesLeft: (count: number) => (count ? `${count === 1 ? 'Resta 1 mensagem' : `Restam ${count} mensagens`} nesta conversa` : 'Não restam mensagens nesta conversa'),
  gone: 'Esta conversa não está mais disponível.',
  unavailable: 'Este chat não está disponível no momento.',
  loadFailed: 'Não foi possível carregar o chat.',
  retry: 'Tentar novamente',
  startOver: 'Começar uma nova conversa',

  offline: 'Você está sem conexão. O chat continua quando ela voltar.',
  reconnecting: 'A conexão caiu. Reconectando…',

  confirmNew: 'Uma resposta ainda está sendo escrita.',
  confirmFiles: 'O que você anexou ainda não foi enviado.',
  confirmNewYes: 'Recomeçar',
  confirmNewNo: 'Esperar',

  sources: 'Fontes',
  source: (number: number, title: string) => `Fonte ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, página ${page}`,
  moreSources: (count: number) => `Mais ${count}`,
  newTab: '(abre em uma nova aba)',
  code: 'Código',
  table: 'Tabela',
  copy: 'Copiar',
  copied: 'Copiado',

  privacy: 'Privacidade',
  terms: 'Termos',
  branding: 'Latchkey',
}

export const historyStrings = {
  title: 'Suas conversas',
  back: 'Voltar ao chat',
  untitled: 'Conversa',
  current: (when: string) => `Aberta · ${when}`,
  empty: 'Ainda não há conversas. O que você perguntar aparecerá aqui.',
  where: 'Esta lista fica somente neste navegador.',
  remove: (title: string) => `Excluir “${title}”`,
  confirmRemove: 'Excluir esta conversa para sempre?',
  removeAll: 'Excluir meus dados',
  confirmRemoveAll: 'Excluir todas estas conversas para sempre, aqui e no servidor?',
  yes: 'Excluir',
  keep: 'Manter',
  removed: 'Excluído.',
  gone: 'Esta conversa não está mais disponível.',
  notRemoved: 'Não foi possível excluir. Tente novamente.',
}

export const attachmentStrings = {
  attach: 'Anexar arquivos',
  files: 'Arquivos anexados',
  ask: 'Pergunte sobre seus arquivos',
  drop: 'Solte os arquivos aqui para anexá-los',
  needsText: 'Escreva uma pergunta sobre seus arquivos e depois envie.',
  waits: 'Sua mensagem será enviada assim que os arquivos chegarem.',
  notThere: (name: string) => `${name} não foi anexado. Tente novamente ou remova o arquivo.`,

  uploading: (name: string) => `Enviando ${name}`,
  attached: (names: string) => `Anexados: ${names}`,
  cancel: (name: string) => `Cancelar o envio de ${name}`,
  remove: (name: string) => `Remover ${name}`,
  removed: (name: string) => `${name} foi removido`,
  retry: (name: string) => `Tentar ${name} novamente`,
  show: (name: string) => `Mostrar ${name}`,
  download: (name: string) => `Baixar ${name}`,
  close: 'Fechar',
  confirm: (name: string) => `Remover ${name} desta conversa?`,
  keep: 'Manter',
  removeNow: 'Remover',

  tooLarge: (name: string, size: string) => `${name} é maior que ${size}.`,
  wrongType: (name: string, types: string) => `${name} não pode ser anexado. São aceitos ${types}.`,
  empty: (name: string) => `${name} está vazio.`,
  tooMany: (count: number) => `Uma conversa pode ter ${count} ${count === 1 ? 'arquivo' : 'arquivos'}.`,
  moreProblems: (count: number) => `E mais ${count}.`,
  lost: 'A conexão caiu.',
  failed: 'Não foi possível anexar este arquivo.',
  notRemoved: (name: string) => `Não foi possível remover ${name}. Tente novamente.`,
  notOpened: (name: string) => `Não foi possível abrir ${name}. Tente novamente.`,
}

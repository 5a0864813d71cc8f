/** Portuguese as it is written in Brazil, with você. */

export const language = { lang: 'pt', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Ocultar esta sugestão',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Desativar o som',
  unmute: 'Ativar o som',
  newConversation: 'Nova conversa',
  expand: 'Aumentar o chat',
  contract: 'Reduzir o chat',
  close: 'Fechar o chat',

  log: 'Conversa',
  you: 'Você:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Assistente',
  thinking: (name: string) => `${name} está pensando`,
  latest: 'Ir para a última mensagem',
  starters: 'Perguntas sugeridas',

  message: (name: string) => `Mensagem para ${name}`,
  placeholder: 'Escreva uma mensagem',
  send: 'Enviar mensagem',
  stop: 'Interromper a resposta',

  stopped: 'Você interrompeu esta resposta.',
  interrupted: 'Esta resposta ficou incompleta.',
  failed: 'Não chegou nenhuma resposta.',
  notSent: 'Sua mensagem não foi enviada.',
  rateLimited: 'No momento não é possível enviar mais mensagens. Tente novamente mais tarde.',
  limit: 'Esta conversa atingiu o número máximo de mensagens. Comece uma nova.',
  messagesLeft: (count: number) => (count ? `${count === 1 ? 'Resta 1 mensagem' : `Restam ${count} mensagens`} nesta conversa` : 'Não restam mensagens nesta conversa'),
  gone: 'Esta conversa não está mais disponível.',
  unavailable: 'Este chat não está disponível no momento.',
  loadFailed: 'Não foi possível carregar o chat.',
  retry: 'Tentar novamente',
  startOver: 'Começar uma nova conversa',

  offline: 'Você está sem conexão. O chat continua quando ela voltar.',
  reconnecting: 'A conexão caiu. Reconectando…',

  confirmNew: 'Uma resposta ainda está sendo escrita.',
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

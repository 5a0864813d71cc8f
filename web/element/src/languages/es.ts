/** Spanish, with tú. */

export const language = { lang: 'es', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Ocultar esta sugerencia',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Silenciar el sonido',
  unmute: 'Activar el sonido',
  newConversation: 'Nueva conversación',
  expand: 'Agrandar el chat',
  contract: 'Reducir el chat',
  close: 'Cerrar el chat',

  log: 'Conversación',
  you: 'Tú:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Asistente',
  thinking: (name: string) => `${name} está pensando`,
  latest: 'Ir al último mensaje',
  starters: 'Preguntas sugeridas',

  message: (name: string) => `Mensaje para ${name}`,
  placeholder: 'Escribe un mensaje',
  send: 'Enviar el mensaje',
  stop: 'Detener la respuesta',

  stopped: 'Has detenido esta respuesta.',
  interrupted: 'Esta respuesta se ha interrumpido.',
  failed: 'No ha llegado ninguna respuesta.',
  notSent: 'Tu mensaje no se ha enviado.',
  rateLimited: 'Por ahora no se pueden enviar más mensajes. Inténtalo de nuevo más tarde.',
  limit: 'Esta conversación ha llegado al máximo de mensajes. Empieza una nueva.',
  messagesLeft: (count: number) => (count ? `${count === 1 ? 'Queda 1 mensaje' : `Quedan ${count} mensajes`} en esta conversación` : 'No quedan mensajes en esta conversación'),
  gone: 'Esta conversación ya no está disponible.',
  unavailable: 'Este chat no está disponible en este momento.',
  loadFailed: 'No se ha podido cargar el chat.',
  retry: 'Reintentar',
  startOver: 'Empezar una nueva conversación',

  offline: 'No tienes conexión. El chat continuará cuando vuelva.',
  reconnecting: 'Se ha perdido la conexión. Reconectando…',

  confirmNew: 'Aún se está escribiendo una respuesta.',
  confirmNewYes: 'Empezar de nuevo',
  confirmNewNo: 'Esperar',

  sources: 'Fuentes',
  source: (number: number, title: string) => `Fuente ${number}: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, página ${page}`,
  moreSources: (count: number) => `${count} más`,
  newTab: '(se abre en una pestaña nueva)',
  code: 'Código',
  table: 'Tabla',
  copy: 'Copiar',
  copied: 'Copiado',

  privacy: 'Privacidad',
  terms: 'Términos',
  branding: 'Latchkey',
}

/** Spanish, with tú. */

export const language = { lang: 'es', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Ocultar esta sugerencia',
  says: (name: string, prompt: string) => `${name || 'Chat'}: ${prompt}`,
}

export const panelStrings = {
  mute: 'Silenciar el sonido',
  unmute: 'Activar el sonido',
  history: 'Conversaciones anteriores',
  newConversation: 'Nueva conversación',
  expand: 'Agrandar el chat',
  contract: 'Reducir el chat',
  close: 'Cerrar el chat',

  log: 'Conversación',
  you: 'Tú:',
  answerOf: (name: string) => `${name}:`,
  assistant: 'Asistente',
  thinking: (name: string) => `${name} está pensando`,
  answering: (name: string) => `${name} está respondiendo`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Pensando…' : ahead === 0 ? 'Enseguida te toca a ti' : ahead === 1 ? '1 persona delante de ti' : `${ahead} personas delante de ti`,
  latest: 'Ir al último mensaje',
  starters: 'Preguntas sugeridas',

  message: (name: string) => `Mensaje para ${name}`,
  placeholder: 'Escribe un mensaje',
  send: 'Enviar el mensaje',
  stop: 'Detener la respuesta',
  heldOffline: 'No tienes conexión. Podrás enviar el mensaje cuando vuelva.',
  used: (used: number, max: number) => `${used} de ${max} caracteres`,
  tooLong: (over: number) => (over === 1 ? 'Sobra 1 carácter' : `Sobran ${over} caracteres`),

  answerActions: 'Esta respuesta',
  copyAnswer: 'Copiar la respuesta',
  like: 'Buena respuesta',
  dislike: 'Mala respuesta',
  notTaken: 'No se ha podido guardar.',

  stopped: 'Has detenido esta respuesta.',
  interrupted: 'Esta respuesta se ha interrumpido.',
  failed: 'No ha llegado ninguna respuesta.',
  notSent: 'Tu mensaje no se ha enviado.',
  rateLimited: 'Por ahora no se pueden enviar más mensajes. Inténtalo de nuevo más tarde.',
  rateWait: (time: string) => `Demasiados mensajes a la vez. Puedes volver a intentarlo en ${time}.`,
  rateOver: 'Ya puedes volver a intentarlo.',
  limit: 'Esta conversación ha llegado al máximo de mensajes.',
  messagesLeft: (count: number) => (count ? `${count === 1 ? 'Queda 1 mensaje' : `Quedan ${count} mensajes`} en esta conversación` : 'No quedan mensajes en esta conversación'),
  gone: 'Esta conversación ya no está disponible.',
  unavailable: 'Este chat no está disponible en este momento.',
  loadFailed: 'No se ha podido cargar el chat.',
  retry: 'Reintentar',
  startOver: 'Empezar una nueva conversación',

  offline: 'No tienes conexión. El chat continuará cuando vuelva.',
  reconnecting: 'Se ha perdido la conexión. Reconectando…',

  confirmNew: 'Aún se está escribiendo una respuesta.',
  confirmFiles: 'Lo que has adjuntado aún no se ha enviado.',
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

export const historyStrings = {
  title: 'Tus conversaciones',
  back: 'Volver al chat',
  untitled: 'Conversación',
  current: (when: string) => `Abierta · ${when}`,
  empty: 'Aún no hay conversaciones. Aquí aparecerá lo que preguntes.',
  where: 'Esta lista se guarda solo en este navegador.',
  remove: (title: string) => `Eliminar «${title}»`,
  confirmRemove: '¿Eliminar esta conversación para siempre?',
  removeAll: 'Eliminar mis datos',
  confirmRemoveAll: '¿Eliminar para siempre todas estas conversaciones, aquí y en el servidor?',
  yes: 'Eliminar',
  keep: 'Conservar',
  removed: 'Se ha eliminado.',
  gone: 'Esta conversación ya no está disponible.',
  notRemoved: 'No se ha podido eliminar. Inténtalo de nuevo.',
}

export const attachmentStrings = {
  attach: 'Adjuntar archivos',
  files: 'Archivos adjuntos',
  ask: 'Pregunta sobre tus archivos',
  drop: 'Suelta aquí los archivos para adjuntarlos',
  needsText: 'Escribe una pregunta sobre tus archivos y envíala.',
  waits: 'Tu mensaje se enviará en cuanto estén los archivos.',
  notThere: (name: string) => `${name} no se ha adjuntado. Inténtalo de nuevo o quítalo.`,

  uploading: (name: string) => `Subiendo ${name}`,
  attached: (names: string) => `Adjuntos: ${names}`,
  cancel: (name: string) => `Cancelar la subida de ${name}`,
  remove: (name: string) => `Quitar ${name}`,
  removed: (name: string) => `Se ha quitado ${name}`,
  retry: (name: string) => `Reintentar con ${name}`,
  show: (name: string) => `Mostrar ${name}`,
  download: (name: string) => `Descargar ${name}`,
  close: 'Cerrar',
  confirm: (name: string) => `¿Quitar ${name} de esta conversación?`,
  keep: 'Conservar',
  removeNow: 'Quitar',

  tooLarge: (name: string, size: string) => `${name} ocupa más de ${size}.`,
  wrongType: (name: string, types: string) => `${name} no se puede adjuntar. Se aceptan ${types}.`,
  empty: (name: string) => `${name} está vacío.`,
  tooMany: (count: number) => `Una conversación puede tener ${count} ${count === 1 ? 'archivo' : 'archivos'}.`,
  moreProblems: (count: number) => `Y ${count} más.`,
  lost: 'Se ha perdido la conexión.',
  failed: 'No se ha podido adjuntar este archivo.',
  notRemoved: (name: string) => `No se ha podido quitar ${name}. Inténtalo de nuevo.`,
  notOpened: (name: string) => `No se ha podido abrir ${name}. Inténtalo de nuevo.`,
}

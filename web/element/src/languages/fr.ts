/** French, with vous; a space that does not break stands before a colon. */

export const language = { lang: 'fr', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Masquer cette suggestion',
  says: (name: string, prompt: string) => `${name || 'Chat'}\u00a0: ${prompt}`,
}

export const panelStrings = {
  mute: 'Couper le son',
  unmute: 'Activer le son',
  newConversation: 'Nouvelle conversation',
  expand: 'Agrandir le chat',
  contract: 'Rétablir la taille du chat',
  close: 'Fermer le chat',

  log: 'Conversation',
  you: 'Vous\u00a0:',
  answerOf: (name: string) => `${name}\u00a0:`,
  assistant: 'Assistant',
  thinking: (name: string) => `${name} réfléchit`,
  latest: 'Aller au dernier message',
  starters: 'Questions suggérées',

  message: (name: string) => `Message à l’attention de ${name}`,
  placeholder: 'Écrivez un message',
  send: 'Envoyer le message',
  stop: 'Arrêter la réponse',

  stopped: 'Vous avez arrêté cette réponse.',
  interrupted: 'Cette réponse a été interrompue.',
  failed: 'Aucune réponse n’est arrivée.',
  notSent: 'Votre message n’a pas été envoyé.',
  rateLimited: 'Vous ne pouvez pas envoyer d’autre message pour le moment. Réessayez plus tard.',
  limit: 'Cette conversation a atteint son nombre maximal de messages. Commencez-en une nouvelle.',
  messagesLeft: (count: number) => (count ? `Il reste ${count} ${count === 1 ? 'message' : 'messages'} dans cette conversation` : 'Il ne reste aucun message dans cette conversation'),
  gone: 'Cette conversation n’est plus disponible.',
  unavailable: 'Ce chat n’est pas disponible pour le moment.',
  loadFailed: 'Le chat n’a pas pu être chargé.',
  retry: 'Réessayer',
  startOver: 'Commencer une nouvelle conversation',

  offline: 'Vous êtes hors ligne. Le chat reprendra dès que la connexion sera rétablie.',
  reconnecting: 'Connexion perdue. Reconnexion…',

  confirmNew: 'Une réponse est encore en cours de rédaction.',
  confirmNewYes: 'Recommencer',
  confirmNewNo: 'Attendre',

  sources: 'Sources',
  source: (number: number, title: string) => `Source ${number}\u00a0: ${title}`,
  titleAndPage: (title: string, page: string) => `${title}, page ${page}`,
  moreSources: (count: number) => `${count} de plus`,
  newTab: '(s’ouvre dans un nouvel onglet)',
  code: 'Code',
  table: 'Tableau',
  copy: 'Copier',
  copied: 'Copié',

  privacy: 'Confidentialité',
  terms: 'Conditions',
  branding: 'Latchkey',
}

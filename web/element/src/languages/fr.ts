/** French, with vous; a space that does not break stands before a colon. */

export const language = { lang: 'fr', dir: 'ltr' }

export const engagementStrings = {
  dismiss: 'Masquer cette suggestion',
  says: (name: string, prompt: string) => `${name || 'Chat'}\u00a0: ${prompt}`,
}

export const panelStrings = {
  mute: 'Couper le son',
  unmute: 'Activer le son',
  history: 'Conversations précédentes',
  newConversation: 'Nouvelle conversation',
  expand: 'Agrandir le chat',
  contract: 'Rétablir la taille du chat',
  close: 'Fermer le chat',

  log: 'Conversation',
  you: 'Vous\u00a0:',
  answerOf: (name: string) => `${name}\u00a0:`,
  assistant: 'Assistant',
  thinking: (name: string) => `${name} réfléchit`,
  answering: (name: string) => `${name} répond`,
  waiting: (ahead: number | undefined) =>
    ahead === undefined ? '' : ahead < 0 ? 'Réflexion en cours…' : ahead === 0 ? 'Votre tour vient ensuite' : ahead === 1 ? '1 personne avant vous' : `${ahead} personnes avant vous`,
  latest: 'Aller au dernier message',
  starters: 'Questions suggérées',

  message: (name: string) => `Message à l’attention de ${name}`,
  placeholder: 'Écrivez un message',
  send: 'Envoyer le message',
  stop: 'Arrêter la réponse',
  heldOffline: 'Vous êtes hors ligne. Vous pourrez envoyer ce message dès que la connexion sera rétablie.',
  used: (used: number, max: number) => `${used} caractères sur ${max}`,
  tooLong: (over: number) => `${over} ${over === 1 ? 'caractère' : 'caractères'} de trop`,

  answerActions: 'Cette réponse',
  copyAnswer: 'Copier la réponse',
  like: 'Bonne réponse',
  dislike: 'Mauvaise réponse',
  notTaken: 'Cela n’a pas pu être enregistré.',

  stopped: 'Vous avez arrêté cette réponse.',
  interrupted: 'Cette réponse a été interrompue.',
  failed: 'Aucune réponse n’est arrivée.',
  notSent: 'Votre message n’a pas été envoyé.',
  rateLimited: 'Vous ne pouvez pas envoyer d’autre message pour le moment. Réessayez plus tard.',
  rateWait: (time: string) => `Cela fait beaucoup à la fois. Vous pourrez réessayer dans ${time}.`,
  rateOver: 'Vous pouvez réessayer maintenant.',
  limit: 'Cette conversation a atteint son nombre maximal de messages.',
  messagesLeft: (count: number) => (count ? `Il reste ${count} ${count === 1 ? 'message' : 'messages'} dans cette conversation` : 'Il ne reste aucun message dans cette conversation'),
  gone: 'Cette conversation n’est plus disponible.',
  unavailable: 'Ce chat n’est pas disponible pour le moment.',
  loadFailed: 'Le chat n’a pas pu être chargé.',
  retry: 'Réessayer',
  startOver: 'Commencer une nouvelle conversation',

  offline: 'Vous êtes hors ligne. Le chat reprendra dès que la connexion sera rétablie.',
  reconnecting: 'Connexion perdue. Reconnexion…',

  confirmNew: 'Une réponse est encore en cours de rédaction.',
  confirmFiles: 'Vos fichiers joints n’ont pas encore été envoyés.',
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

export const historyStrings = {
  title: 'Vos conversations',
  back: 'Revenir au chat',
  untitled: 'Conversation',
  current: (when: string) => `Ouverte · ${when}`,
  empty: 'Aucune conversation pour le moment. Vos questions apparaîtront ici.',
  where: 'Cette liste est conservée uniquement dans ce navigateur.',
  remove: (title: string) => `Supprimer «\u00a0${title}\u00a0»`,
  confirmRemove: 'Supprimer définitivement cette conversation\u202f?',
  removeAll: 'Supprimer mes données',
  confirmRemoveAll: 'Supprimer définitivement toutes ces conversations, ici et sur le serveur\u202f?',
  yes: 'Supprimer',
  keep: 'Conserver',
  removed: 'Suppression effectuée.',
  gone: 'Cette conversation n’est plus disponible.',
  notRemoved: 'La suppression n’a pas abouti. Réessayez.',
}

export const attachmentStrings = {
  attach: 'Joindre des fichiers',
  files: 'Fichiers joints',
  ask: 'Une question sur vos fichiers',
  drop: 'Déposez vos fichiers ici pour les joindre',
  needsText: 'Écrivez une question sur vos fichiers, puis envoyez-la.',
  waits: 'Votre message partira dès que les fichiers seront prêts.',
  notThere: (name: string) => `${name} n’a pas été joint. Réessayez ou retirez ce fichier.`,

  uploading: (name: string) => `Envoi de ${name}`,
  attached: (names: string) => `Fichiers joints\u00a0: ${names}`,
  cancel: (name: string) => `Annuler l’envoi de ${name}`,
  remove: (name: string) => `Retirer ${name}`,
  removed: (name: string) => `${name} a été retiré`,
  retry: (name: string) => `Réessayer avec ${name}`,
  show: (name: string) => `Afficher ${name}`,
  download: (name: string) => `Télécharger ${name}`,
  close: 'Fermer',
  confirm: (name: string) => `Retirer ${name} de cette conversation\u202f?`,
  keep: 'Conserver',
  removeNow: 'Retirer',

  tooLarge: (name: string, size: string) => `${name} dépasse ${size}.`,
  wrongType: (name: string, types: string) => `${name} ne peut pas être joint. Formats acceptés\u00a0: ${types}.`,
  empty: (name: string) => `${name} est vide.`,
  tooMany: (count: number) => `Une conversation peut contenir ${count} ${count === 1 ? 'fichier' : 'fichiers'}.`,
  moreProblems: (count: number) => `Et ${count} de plus.`,
  lost: 'La connexion a été perdue.',
  failed: 'Ce fichier n’a pas pu être joint.',
  notRemoved: (name: string) => `${name} n’a pas pu être retiré. Réessayez.`,
  notOpened: (name: string) => `${name} n’a pas pu être ouvert. Réessayez.`,
}

import type { VersionWords } from './en'

const fr: VersionWords = {
  title: 'Versions sur vos sites web',
  text: 'Ce serveur a la version {{version}} du chat. Ces sites en ont fixé une plus ancienne et la gardent jusqu’à ce que vous changiez leur balise ou leur paquet.',
  runs: 'version {{version}}',
  none: 'aucun site web indiqué',
  how: 'Comment mettre à jour',
}

export default fr

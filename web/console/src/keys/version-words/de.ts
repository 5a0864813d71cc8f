import type { VersionWords } from './en'

const de: VersionWords = {
  title: 'Versionen auf deinen Websites',
  text: 'Dieser Server hat Version {{version}} des Chats. Diese Websites sind auf eine ältere festgelegt und bleiben dabei, bis du dort das Tag oder das Paket änderst.',
  runs: 'Version {{version}}',
  none: 'keine Website angegeben',
  how: 'So aktualisierst du',
}

export default de

import type { VersionWords } from './en'

const it: VersionWords = {
  title: 'Versioni sui tuoi siti web',
  text: 'Questo server ha la versione {{version}} della chat. Questi siti ne hanno fissata una precedente e la mantengono finché non cambi il tag o il pacchetto.',
  runs: 'versione {{version}}',
  none: 'nessun sito web indicato',
  how: 'Come aggiornare',
}

export default it

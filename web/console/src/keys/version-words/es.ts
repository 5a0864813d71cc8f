import type { VersionWords } from './en'

const es: VersionWords = {
  title: 'Versiones en tus sitios web',
  text: 'Este servidor tiene la versión {{version}} del chat. Estos sitios fijaron una anterior y la conservan hasta que cambies su etiqueta o su paquete.',
  runs: 'versión {{version}}',
  none: 'ningún sitio web indicado',
  how: 'Cómo actualizar',
}

export default es

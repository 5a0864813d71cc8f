import { define } from './define'
import { placeElement } from './place'

define()

// The server replaces this string, quotes included, by the configuration of the key. The build puts it here: no minifier may know it.
placeElement(INLINED)

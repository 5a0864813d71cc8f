import { StrictMode, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { LatchkeyChat } from 'latchkey-chat/react'

const query = new URLSearchParams(location.search)
const heard = []

function App() {
  const [props, setProps] = useState({ apiKey: query.get('key'), ...(query.has('server') && { baseUrl: query.get('server') }) })
  const chat = useRef(null)
  window.app = { ...window.app, heard, chat, setProps }
  const hear = (event) => heard.push([event.type, event.detail])
  const hearClosing = (event) => {
    hear(event)
    if (window.app.stay) event.preventDefault()
  }
  return props && <LatchkeyChat ref={chat} className="help" onReady={hear} onOpen={hear} onOpened={hear} onClosed={hear} onClose={hearClosing} onAnswer={hear} {...props} />
}

const root = createRoot(document.querySelector('#app'))
window.unmount = () => root.unmount()
root.render(<StrictMode><App /></StrictMode>)

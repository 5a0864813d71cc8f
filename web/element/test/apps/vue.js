import { createApp, h, ref, shallowRef } from 'vue'
import { LatchkeyChat } from 'latchkey-chat/vue'

const query = new URLSearchParams(location.search)
const heard = []
const props = shallowRef({ apiKey: query.get('key'), ...(query.has('server') && { baseUrl: query.get('server') }) })
const chat = ref(null)
const hear = (event) => heard.push([event.type, event.detail])
const hearClosing = (event) => {
  hear(event)
  if (window.app.stay) event.preventDefault()
}

const app = createApp({
  setup: () => () => props.value && h(LatchkeyChat, { ref: chat, class: 'help', onReady: hear, onOpen: hear, onOpened: hear, onClosed: hear, onClose: hearClosing, onAnswer: hear, ...props.value }),
})
window.app = {
  heard,
  // The element, as a ref of React has it.
  get chat() {
    return { current: chat.value && Object.assign(chat.value.element, { exposed: Object.keys(chat.value.$.exposed) }) }
  },
  setProps: (next) => (props.value = typeof next === 'function' ? next(props.value) : next),
}
window.unmount = () => app.unmount()
app.mount('#app')

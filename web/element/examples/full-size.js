const chat = document.querySelector('latchkey-chat')
chat.configuration = { forceFullMode: true }

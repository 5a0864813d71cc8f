const chat = document.querySelector('latchkey-chat')

document.querySelector('fieldset').addEventListener('change', ({ target }) => {
  chat.colorScheme = target.value
})

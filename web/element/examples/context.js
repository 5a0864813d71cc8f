const form = document.querySelector('form')
const output = form.querySelector('output')

function read() {
  try {
    return JSON.parse(form.querySelector('textarea').value)
  } catch (error) {
    output.textContent = `This is no JSON: ${error.message}`
    return undefined
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const context = read()
  if (!context) return
  await document.querySelector('latchkey-chat').setContext(context)
  output.textContent = 'Set. It goes with the next question.'
})

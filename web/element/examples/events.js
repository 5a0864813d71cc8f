const log = document.querySelector('#log')
const refuse = document.querySelector('#refuse')
const chat = () => document.querySelector('latchkey-chat')

const EVENTS = [
  'ready', 'open', 'opened', 'close', 'closed', 'ask', 'answer', 'error', 'new-conversation', 'unread', 'feedback', 'link', 'prompt', 'mute',
  'sound-blocked', 'refused',
]

function note(text) {
  const line = document.createElement('li')
  line.textContent = text
  log.append(line)
  log.scrollTop = log.scrollHeight
}

for (const name of EVENTS) {
  document.addEventListener(`latchkey-${name}`, ({ type, detail, cancelable }) => {
    note([type, detail && JSON.stringify(detail), cancelable && '(can be prevented)'].filter(Boolean).join(' '))
  })
}

document.addEventListener('latchkey-ask', (event) => {
  if (refuse.checked && /password/i.test(event.detail.text)) event.preventDefault()
})

document.querySelector('#methods').addEventListener('click', async ({ target }) => {
  const { value } = target
  if (!value) return
  const result = await chat()[value](...(value === 'ask' ? ['How do I restrict a key to my website?'] : []))
  note(`${value}() → ${JSON.stringify(result) ?? 'done'}`)
})

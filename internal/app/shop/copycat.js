// Shows on the page what the script of the key writes to the console: a refused website gets a script of one console.error("…") and nothing else.
const output = document.getElementById('refusal')

async function consoleText(url) {
  const answer = await fetch(url, { cache: 'no-store' })
  const script = await answer.text()
  const refusal = /^console\.error\(("[^]*")\);?\s*$/.exec(script)
  if (refusal) return { text: JSON.parse(refusal[1]), refused: true }
  if (!answer.ok) return { text: `Latchkey answered with status ${answer.status}.`, refused: true }
  return { text: 'Nothing: this website is allowed, and the chat is in the corner.', refused: false }
}

function show({ text, refused }) {
  output.textContent = text
  output.classList.add(refused ? 'refused' : 'allowed')
}

consoleText(output.dataset.script).then(show, () => show({ text: 'Latchkey cannot be reached. Is the server running?', refused: true }))

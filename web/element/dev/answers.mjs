// Scripted answers of the development server, chosen by a word in the question.

const SOURCES = [
  { id: 'k1', kbId: 'k1', type: 'URL', data: 'https://tea.example/returns', title: 'Returns and refunds', number: 1 },
  { id: 'k2', kbId: 'k2', type: 'FILE', data: 'Terms of sale.pdf', pageNumber: '4', title: 'Terms of sale', number: 2 },
  { id: 'k3', kbId: 'k3', type: 'URL', data: 'https://tea.example/shipping', title: 'Shipping times and costs in Europe', number: 3 },
]

const RETURNS = `You can return **unopened tins** within 30 days, and we pay the way back [1].

1. Write to [returns@tea.example](mailto:returns@tea.example) with your order number.
2. Print the label that we send you.
3. Hand the parcel in at any post office.

Opened tea can only be returned if something is wrong with it [2]. The money is with you *about five days* after the parcel has reached us.`

const CODE = `### Add the chat to your page

Put this line before \`</body>\`:

\`\`\`html
<script type="module"
  src="https://chat.tea.example/embed/aX7kP2mQ9r-lkV3ry10ngK3yTh4tD03sN0tF1tInT0TheP4n3l.js"></script>
\`\`\`

That is all. These teas can be had at the moment:

| Tea | Origin | Steep | Price per 100 g |
| --- | --- | :---: | ---: |
| Sencha Asatsuyu | Kagoshima, Japan | 90 s | € 14.50 |
| Darjeeling First Flush | Margaret's Hope, India | 3 min | € 12.00 |
| Tie Guan Yin | Anxi, China | 2 min | € 18.90 |

> Water that boils makes green tea bitter: let it cool to 70 °C.

- Keep tea
  - dark and dry
  - away from coffee
- Drink it within a year`

const many = (parts) => Array.from({ length: parts }, (_, at) => `## Part ${at + 1}\n\n${at % 4 === 1 ? CODE : RETURNS}`).join('\n\n')

export function answerTo(question) {
  const asked = question.toLowerCase()
  if (asked.includes('limit')) return { refuse: { reason: 'MESSAGE_LIMIT', code: 429, error: 'You have reached the end of this chat. Call us at 030 1234 567, we are happy to go on in person.' } }
  if (asked.includes('often')) return { text: RETURNS, refuse: { reason: 'RATE_LIMITED', code: 429, error: 'Too many messages from your address. Please try again in 20 seconds.', retryAfter: asked.includes('soon') ? 2 : 20 } }
  if (asked.includes('fail')) return { text: '', fail: 'The assistant did not answer in time.' }
  if (asked.includes('cut short')) return { text: RETURNS.slice(0, 220), status: 'INTERRUPTED' }
  if (asked.includes('code')) return { text: CODE }
  if (asked.includes('long wait')) return { text: RETURNS, queue: [4, 4, 4, 4, 4, 4, 4, 4] }
  if (asked.includes('long')) return { text: Array.from({ length: 12 }, (_, at) => `## Part ${at + 1}\n\n${RETURNS}`).join('\n\n'), sources: SOURCES }
  if (asked.includes('huge')) return { text: Array.from({ length: 40 }, (_, at) => `## Part ${at + 1}\n\n${RETURNS}`).join('\n\n'), sources: SOURCES, delay: 5 }
  if (asked.includes('queue')) return { text: 'You are **unhurried** now.', queue: [3, 2, 1], delay: 90 }
  // 20 kB: the most of it at once, the rest as fast as a fast model writes.
  if (asked.includes('tokens')) return { text: many(48).slice(0, 20_000), sources: SOURCES, burst: 15_000, perSecond: 200 }
  if (asked.includes('slow')) return { text: RETURNS, sources: SOURCES, delay: 400 }
  if (asked.includes('drop')) return { text: RETURNS, sources: SOURCES, drop: true, delay: 60 }
  return { text: RETURNS, sources: SOURCES, title: 'Returning a tin of tea' }
}

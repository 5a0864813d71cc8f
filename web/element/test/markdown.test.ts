import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { answerParts } from '../src/answer-parts'
import { MarkdownView } from '../src/markdown-view'
import type { Source } from '../src/turn'
import { useDocument } from './dom'

useDocument()

const SOURCES: Source[] = [
  { number: 1, title: 'Returns', url: 'https://tea.example/returns', page: '' },
  { number: 2, title: 'Terms.pdf', url: '', page: '4' },
]

function view(sources = SOURCES): MarkdownView {
  return new MarkdownView(document.createElement('div'), answerParts(() => sources, () => undefined))
}

function html(source: string, live = false): string {
  const shown = view()
  shown.write(source, live)
  return shown.root.innerHTML
}

/** Shows the source piece by piece. */
function streamed(source: string, size: number): { shown: MarkdownView; frames: string[] } {
  const shown = view()
  const frames: string[] = []
  for (let end = size; end < source.length + size; end += size) {
    shown.write(source.slice(0, end), true)
    frames.push(shown.root.textContent)
  }
  shown.write(source, false)
  return { shown, frames }
}

describe('blocks', () => {
  const cases: [string, string, string][] = [
    ['paragraphs', 'one\ntwo\n\nthree', '<p>one two</p><p>three</p>'],
    ['hard breaks', 'one  \ntwo\\\nthree<br>four', '<p>one<br>two<br>three<br>four</p>'],
    ['headings', '# One\n### Three ##\n#no', '<h3 class="level1">One</h3><h3 class="level3">Three</h3><p>#no</p>'],
    ['rule', 'a\n\n---\nb', '<p>a</p><hr><p>b</p>'],
    ['quote', '> one\n> two\n>\n> - three', '<blockquote><p>one two</p><ul><li>three</li></ul></blockquote>'],
    ['tight list', '- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['loose list', '- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
    ['list that starts elsewhere', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['nested list', '- a\n  - b\n    1. c\n- d', '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>'],
    ['nested by two under a number', '1. a\n  - b\n2. c', '<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>'],
    ['paragraph in a list', '- a\n\n  b\n- c', '<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>'],
    ['tasks', '- [ ] a\n- [x] b', '<ul><li>☐ a</li><li>☑ b</li></ul>'],
    ['a year does not begin a list', 'It was\n1984. Then', '<p>It was 1984. Then</p>'],
    ['markup is text', '<b onclick="x">&lt;i&gt;</b>', '<p>&lt;b onclick="x"&gt;&lt;i&gt;&lt;/b&gt;</p>'],
  ]
  for (const [name, source, expected] of cases) test(name, () => assert.equal(html(source).replace(/ dir="ltr"/g, ''), expected))

  test('fenced code keeps its text and takes no markup', () => {
    const shown = view()
    shown.write('```js\nif (a < b) **c**\n\n  d\n```\nafter', false)
    assert.equal(shown.root.querySelector('code')?.textContent, 'if (a < b) **c**\n\n  d')
    assert.equal(shown.root.querySelector('.bar span')?.textContent, 'js')
    assert.equal(shown.root.lastElementChild?.outerHTML, '<p>after</p>')
  })

  test('a fence in a list is code of the item', () => {
    const shown = view()
    shown.write('1. run\n   ```\n   a\n     b\n   ```\n2. done', false)
    assert.equal(shown.root.querySelector('li code')?.textContent, 'a\n  b')
    assert.equal(shown.root.querySelectorAll('ol > li').length, 2)
  })

  test('a table scrolls in its own box', () => {
    const shown = view()
    shown.write('| a | b \\| c |\n| --- | --: |\n| 1 | **2** |\n| 3 |', false)
    const table = shown.root.querySelector('.table > table')
    assert.equal(
      table?.innerHTML.replace(/ style="[^"]*"/g, ''),
      '<thead><tr><th>a</th><th class="end">b | c</th></tr></thead><tbody><tr><td>1</td><td class="end"><strong>2</strong></td></tr><tr><td>3</td></tr></tbody>',
    )
  })
})

describe('a table that is too large', () => {
  const cells = (source: string) => shownOf(source).querySelectorAll('td, th').length
  const shownOf = (source: string) => {
    const shown = view()
    shown.write(source, false)
    return shown.root
  }
  const table = (columns: number, rows: number, row: string) => `${'a|'.repeat(columns)}\n${'-|'.repeat(columns)}\n${`${row}\n`.repeat(rows)}`

  test('is text when it has too many columns', () => assert.equal(cells(table(1000, 30_000, '|')), 0))
  test('has no cells that are not written', () => assert.equal(cells(table(90, 100, '|x')), 190))
  test('is text from where it has too many cells', () => {
    const root = shownOf(table(100, 150, '|x'.repeat(100)))
    assert.equal(root.querySelectorAll('td').length, 10_000)
    assert.match(root.lastElementChild?.outerHTML ?? '', /^<p>\|x.*\|x<\/p>$/)
  })
})

describe('columns of a table', () => {
  const widths = (source: string, live = false) => {
    const shown = view()
    shown.write(source, live)
    return [...shown.root.querySelectorAll('th')].map((cell) => cell.style.width)
  }
  const HEAD = '| Tea | What it is like |\n| --- | --- |\n'
  const FIRST = '| Darjeeling | Flowery, a little like a muscat grape, and never bitter |\n'

  test('have room for the longest word and more for long texts', () => assert.deepEqual(widths(HEAD + FIRST), ['95px', '170px']))
  test('keep their widths, whatever rows follow', () => assert.deepEqual(widths(`${HEAD}${FIRST}| Genmaicha of the north | x |\n`, true), widths(HEAD + FIRST, true)))
  test('are not shown before their widths are known', () => {
    for (const begun of [HEAD.slice(0, 9), HEAD, HEAD + FIRST.slice(0, -3)]) assert.deepEqual(widths(begun, true), [])
  })
  test('a row is shown when it is complete', () => {
    const shown = view()
    shown.write(`${HEAD}${FIRST}| Gen`, true)
    assert.equal(shown.root.querySelectorAll('tbody tr').length, 1)
    shown.write(`${HEAD}${FIRST}| Gen`, false)
    assert.equal(shown.root.querySelectorAll('tbody tr').length, 2)
  })
  test('of East Asia are as wide as their characters', () => assert.deepEqual(widths('| 茶 | 产地 |\n| - | - |\n| 铁观音铁观音 | 中国 |'), ['65px', '50px']))
})

describe('marks', () => {
  const cases: [string, string, string][] = [
    ['bold, italic, struck', '**b** *i* __b__ _i_ ~~s~~ ***x***', '<strong>b</strong> <em>i</em> <strong>b</strong> <em>i</em> <del>s</del> <em><strong>x</strong></em>'],
    ['nested', '**a *b* c**', '<strong>a <em>b</em> c</strong>'],
    ['not in words', 'snake_case_name 2*3*4 a ~ b', 'snake_case_name 2<em>3</em>4 a ~ b'],
    ['not alone', 'a * b ** c', 'a * b ** c'],
    ['to a depth of twenty', '*a '.repeat(30) + 'a* '.repeat(30), `${'*a '.repeat(10)}${'<em>a '.repeat(20)}${'a</em> '.repeat(20)}${'a* '.repeat(10).trim()}`],
    ['unclosed', '**a and *b', '**a and *b'],
    ['escaped', '\\*a\\* \\[b\\]', '*a* [b]'],
    ['code', '`a*b*` ``c`d``', '<code>a*b*</code> <code>c`d</code>'],
    ['code before emphasis', '*a `b*` c*', '<em>a <code>b*</code> c</em>'],
  ]
  for (const [name, source, expected] of cases) test(name, () => assert.equal(html(source), `<p>${expected}</p>`))
})

describe('links', () => {
  const anchor = (source: string) => {
    const shown = view()
    shown.write(source, false)
    return shown.root.querySelector('a')
  }

  test('to another site opens beside this page and cannot reach back', () => {
    const found = anchor('[the **tea**](https://tea.example/a_(b) "title")')
    assert.ok(found)
    assert.equal(found.getAttribute('href'), 'https://tea.example/a_(b)')
    assert.equal(found.getAttribute('rel'), 'noopener')
    assert.equal(found.getAttribute('target'), '_blank')
    assert.equal(found.innerHTML, 'the <strong>tea</strong>')
  })

  test('to this site stays here', () => {
    assert.equal(anchor('[x](/returns)')?.getAttribute('href'), 'https://shop.example/returns')
    assert.equal(anchor('[x](/returns)')?.getAttribute('target'), null)
  })

  for (const address of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'blob:https://x/y', 'file:///etc/passwd']) {
    test(`never to ${JSON.stringify(address)}`, () => {
      assert.equal(anchor(`[x](${address})`), null)
      assert.equal(anchor(`[x](<${address}>)`), null)
    })
  }

  test('bare addresses end before punctuation', () => {
    assert.equal(anchor('See https://tea.example/a?b=1&c=2.')?.getAttribute('href'), 'https://tea.example/a?b=1&c=2')
    assert.equal(anchor('(https://tea.example/x)')?.getAttribute('href'), 'https://tea.example/x')
    assert.equal(anchor('<mailto:a@tea.example>')?.textContent, 'a@tea.example')
  })

  for (const source of ['Start it with http:// or https://.', 'https://', 'http://]', '[http://', '(https://)']) {
    test(`half an address is text: ${source}`, () => {
      assert.equal(html(source), `<p>${source}</p>`)
      assert.equal(anchor(source), null)
    })
  }

  test('a picture becomes a link: to load it would tell its host who reads this', () => {
    const shown = view()
    shown.write('![cup](https://spy.example/c.png)', false)
    assert.equal(shown.root.querySelector('img'), null)
    assert.equal(anchor('![cup](https://spy.example/c.png)')?.textContent, 'cup')
  })
})

describe('citations', () => {
  test('lead to their sources', () => {
    const shown = view()
    shown.write('Yes [1, 2] [3] [1](https://a.example)', false)
    const marks = [...shown.root.querySelectorAll('.cite')]
    assert.deepEqual(marks.map((mark) => `${mark.localName} ${mark.textContent} ${mark.getAttribute('aria-label') ?? ''}`), ['a 1 Source 1: Returns', 'button 2 Source 2: Terms.pdf'])
    assert.match(shown.root.textContent, /\[3\] 1$/)
  })

  test('may stand before a colon, but not begin a line with it', () => {
    assert.match(html('As the page says [1]: yes'), /cite/)
    assert.equal(html('[1]: Returns'), '<p>[1]: Returns</p>')
  })

  test('keep their look while more text arrives', () => {
    const { shown } = streamed('Yes [2], indeed. And more [1] of it.', 3)
    assert.deepEqual([...shown.root.querySelectorAll('.cite')].map((mark) => mark.textContent), ['2', '1'])
  })
})

const LONG = `# Title

Intro with **bold *and italic* text**, \`code\` and [a link](https://tea.example/x).

1. first
   - nested **one**
   - nested two

     with a paragraph
2. second

\`\`\`html
<b>**not bold**</b>

\`\`\`

| a | b |
| - | -: |
| 1 | *2* |
| 3 | 4 |

> quoted
> - list

---

The end [1]. https://tea.example/end`

describe('streaming', () => {
  for (const size of [1, 2, 3, 7, 40]) {
    test(`in pieces of ${size} gives what the whole gives`, () => {
      assert.equal(streamed(LONG, size).shown.root.innerHTML, html(LONG))
    })
  }

  test('never shows a mark that is still open', () => {
    const { frames } = streamed('A **bold** word, `code` and [a link](https://tea.example/x) to *see*.\n\n- one\n- two', 1)
    for (const frame of frames) assert.doesNotMatch(frame, /[*`[\]()]|^-/)
  })

  test('only ever adds text', () => {
    const { frames } = streamed(LONG, 1)
    frames.reduce((before, after) => {
      assert.ok(after.startsWith(before), `${JSON.stringify(before)} became ${JSON.stringify(after)}`)
      return after
    })
  })

  test('leaves finished blocks and equal parts of the last one alone', () => {
    const shown = view()
    shown.write('one\n\n- **a**\n- b', true)
    const [paragraph, item] = [shown.root.querySelector('p'), shown.root.querySelector('strong')]
    shown.write('one\n\n- **a**\n- b and c\n- d', true)
    assert.equal(shown.root.querySelector('p'), paragraph)
    assert.equal(shown.root.querySelector('strong'), item)
  })

  test('shows another text from its beginning', () => {
    const shown = view()
    shown.write('one\n\ntwo', true)
    shown.write('three', true)
    assert.equal(shown.root.innerHTML, '<p>three</p>')
  })

  test('shows what is nested without an end, whole and in pieces', () => {
    for (const nested of ['*a '.repeat(10_000) + 'a* '.repeat(10_000), '*'.repeat(10_000) + 'a' + '*'.repeat(10_000), '**a *b '.repeat(5000), '> '.repeat(5000) + 'x', '['.repeat(5000) + ']'.repeat(5000)]) {
      const shown = view()
      shown.write(nested.slice(0, nested.length / 2), true)
      shown.write(nested, true)
      shown.write(nested, false)
      assert.ok(shown.root.textContent.length > 0)
    }
  })

  test('takes bounded time for odd input', () => {
    for (const odd of ['*a '.repeat(6000), '[a'.repeat(6000), '> '.repeat(3000) + 'x', '- '.repeat(3000) + 'x', '`'.repeat(6000), '**a*'.repeat(4000), '|'.repeat(8000)]) {
      const started = performance.now()
      html(odd)
      const took = performance.now() - started
      assert.ok(took < 1500, `${odd.slice(0, 6)}… took ${took} ms`)
    }
  })

  test('handles every kind of line end', () => {
    assert.equal(streamed('a\r\n\r\n- b\r\n- c\rd', 1).shown.root.innerHTML, '<p>a</p><ul><li>b</li><li>c d</li></ul>')
  })
})

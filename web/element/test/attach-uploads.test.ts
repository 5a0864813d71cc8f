import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AttachmentsHost } from '../src/attach-interface'
import { Uploads } from '../src/attach-uploads'

test('of many files that cannot be attached, the first three are named', () => {
  const host = { limits: { count: 5, bytes: 1e7, extensions: ['pdf'] }, language: 'en' } as unknown as AttachmentsHost
  const uploads = new Uploads(host, { items: () => [], changed: () => undefined, done: () => undefined })
  const files = Array.from({ length: 10_000 }, (_, index) => ({ name: `${index}.exe`, size: 5, type: '' }) as File)
  assert.equal(uploads.add(files.slice(0, 3)).match(/cannot be attached/g)?.length, 3)
  const said = uploads.add(files)
  assert.match(said, /^0\.exe .* 2\.exe .* And 9997 more\.$/)
  assert.ok(said.length < 300)
})

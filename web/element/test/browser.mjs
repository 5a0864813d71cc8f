// Runs the tests in a browser: what measures alone, the others two at a time.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const folder = new URL('.', import.meta.url).pathname
const MEASURE = ['gates.test.mjs', 'leaks.test.mjs']
const files = readdirSync(folder).filter((file) => file.endsWith('.test.mjs'))

/** A file that does not end by itself fails, in milliseconds. */
const TIMEOUT = 900_000

function run(concurrency, names) {
  const { status } = spawnSync(process.execPath, ['--test', `--test-timeout=${TIMEOUT}`, `--test-concurrency=${concurrency}`, ...names.map((name) => folder + name)], { stdio: 'inherit' })
  return status === 0
}

const passed = [run(1, MEASURE), run(2, files.filter((file) => !MEASURE.includes(file)))]
if (passed.includes(false)) process.exit(1)

// Checks the description of the management API by the rules of redocly.yaml. Reads and writes nothing but files of the repository: the
// library behind Redocly's command line, unlike that, neither looks for updates nor reports its use.
import { fileURLToPath } from 'node:url'
import { formatProblems, getTotals, lint, loadConfig } from '@redocly/openapi-core'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const config = await loadConfig({ configPath: path('redocly.yaml') })
const problems = await lint({ ref: path('../docs/reference/openapi.json'), config })
const totals = getTotals(problems)
formatProblems(problems, { totals, version: 'openapi-core', cwd: path('..') })
if (totals.errors + totals.warnings > 0) process.exit(1)
console.log('openapi.json: 0 errors, 0 warnings')

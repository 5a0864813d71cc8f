import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const globals = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']))

const nodeGlobals = globals('process', 'console', 'URL', 'Buffer', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'fetch')

// Scripts that drive a browser hold functions that run in its pages.
const pageGlobals = globals('window', 'document', 'addEventListener', 'getComputedStyle', 'localStorage', 'sessionStorage', 'PerformanceObserver', 'MutationObserver', 'performance', 'DOMException', 'Response', 'AudioContext', 'AudioScheduledSourceNode', 'DataTransfer', 'File', 'ClipboardEvent', 'DragEvent', 'atob', 'fetch', 'Node', 'customElements', 'Element', 'Storage', 'indexedDB', 'caches', 'navigator', 'requestAnimationFrame', 'MessageChannel', 'location', 'URLSearchParams')

// Every way to turn a string into markup, style or code: a page with Trusted Types and a strict
// policy refuses them, so the element may not contain any.
const stringSinks = [
  ...['innerHTML', 'outerHTML', 'srcdoc', 'cssText'].map((name) => ({
    selector: `AssignmentExpression > MemberExpression.left[property.name='${name}']`,
    message: `Build nodes: a strict page refuses ${name}.`,
  })),
  ...['insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment'].map((name) => ({
    selector: `CallExpression > MemberExpression.callee[property.name='${name}']`,
    message: `Build nodes: a strict page refuses ${name}().`,
  })),
  { selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value='style']", message: 'Use element.style.' },
  { selector: "CallExpression[callee.property.name='createElement'][arguments.0.value='style']", message: 'Use a constructed stylesheet.' },
  { selector: "CallExpression[callee.object.name='document'][callee.property.name='write']", message: 'Build nodes.' },
  { selector: "NewExpression[callee.name='DOMParser']", message: 'Build nodes: a strict page refuses DOMParser.' },
]

export default defineConfig([
  globalIgnores(['**/dist/**', '**/node_modules/**', 'console/src/api/schema.d.ts', 'element/package/**', 'element/test/apps/types/**']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
      'max-lines': ['error', 300],
    },
  },
  {
    files: ['element/src/**/*.ts'],
    rules: { 'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error', 'no-restricted-syntax': ['error', ...stringSinks] },
  },
  {
    files: ['element/test/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/no-non-null-assertion': 'off', 'max-lines': 'off' },
  },
  {
    files: ['console/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: { 'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error', 'no-restricted-syntax': ['error', ...stringSinks] },
  },
  // A text for every place: one long list.
  { files: ['console/src/i18n/*.ts'], rules: { 'max-lines': 'off' } },
  { files: ['**/*.mjs', '*.js', 'element/test/apps/*.js', 'element/examples/*.js'], languageOptions: { globals: { ...nodeGlobals, ...pageGlobals } } },
])

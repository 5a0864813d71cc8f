// The pages of examples, as a site with a strict policy serves them.
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'

const FILES = new URL('../examples/', import.meta.url)
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }

/** An example with the address of a server and its keys in it, or undefined. */
export async function example(name, host, [key, second = key]) {
  const file = name || 'index.html'
  try {
    const text = await readFile(new URL(file, FILES), 'utf8')
    const names = { 'https://chat.example.com': host, YOUR_API_KEY: key, SECOND_API_KEY: second }
    return { type: TYPES[extname(file)], text: text.replace(/https:\/\/chat\.example\.com|YOUR_API_KEY|SECOND_API_KEY/g, (name) => names[name]) }
  } catch {
    return undefined
  }
}

/** As strict as a page with a stylesheet and scripts of its own can be. */
export const examplesPolicy = (host) =>
  `default-src 'none'; script-src 'self' ${host}; connect-src ${host}; style-src 'self'; img-src 'self' ${host} data:; require-trusted-types-for 'script'; trusted-types 'none'`

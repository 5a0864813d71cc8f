// What the tests share: the real binary with its demo, its management API, and websites of other origins.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, type Page, test as base } from '@playwright/test'

const BINARY = join(import.meta.dirname, '../../bin/latchkey')

interface Key {
  id: string
  assistantId: string
  key: string
}

/** The demo, running: `latchkey demo` on ports of its own. */
export class Demo {
  private constructor(
    private readonly process: ChildProcess,
    private readonly data: string,
    readonly server: string,
    readonly shop: string,
    readonly copycat: string,
    private readonly token: string,
  ) {}

  static async start(): Promise<Demo> {
    const data = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'))
    const child = spawn(BINARY, ['demo', '--listen', '127.0.0.1:0', '--site-listen', '127.0.0.1:0', '--data', data, '--log-level', 'error'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ready = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve)
      child.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)))
    })
    const [server, shop, copycat] = ready.match(/http:\/\/[^ ]+/g) as [string, string, string]
    const token = execFileSync(BINARY, ['token', 'create', '--name', 'e2e', '--data', data], { encoding: 'utf8' }).trim()
    return new Demo(child, data, server, shop, copycat, token)
  }

  async stop(): Promise<void> {
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    const code = await ended
    rmSync(this.data, { recursive: true, force: true })
    if (code !== 0) throw new Error(`the demo ended with ${code}`)
  }

  async manage<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.server}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }

  /** The id of the demo's own assistant. */
  async assistant(): Promise<string> {
    const list = await this.manage<{ items: { id: string }[] }>('GET', '/assistants')
    const first = list.items[0]
    if (!first) throw new Error('the demo has no assistant')
    return first.id
  }

  async newKey(fields: object): Promise<Key> {
    return this.manage<Key>('POST', `/assistants/${await this.assistant()}/api-keys`, { name: 'e2e', ...fields })
  }
}

/** A server that nobody has set up yet: `latchkey serve` on an empty folder. */
export class FreshServer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly data: string,
    readonly url: string,
    /** The one-time link for the first user. */
    readonly link: string,
  ) {}

  static async start(): Promise<FreshServer> {
    const data = mkdtempSync(join(tmpdir(), 'latchkey-fresh-'))
    const child = spawn(BINARY, ['serve', '--listen', '127.0.0.1:0', '--data', data, '--log-level', 'error'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const printed: string[] = []
    await new Promise<void>((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => {
        printed.push(line)
        if (printed.length === 2) resolve()
      })
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    })
    const [url] = /http:\/\/[^ ]+/.exec(printed[0] ?? '') ?? ['']
    const [link] = /http:\/\/[^ ]+/.exec(printed[1] ?? '') ?? ['']
    return new FreshServer(child, data, url, link)
  }

  async stop(): Promise<void> {
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    const code = await ended
    rmSync(this.data, { recursive: true, force: true })
    if (code !== 0) throw new Error(`the server ended with ${code}`)
  }
}

/** A website with the same body on every page, under whatever host name it is opened. */
export class Website {
  private constructor(private readonly server: Server, readonly port: number) {}

  static async start(body: () => string, policy?: string): Promise<Website> {
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      if (policy) response.setHeader('Content-Security-Policy', policy)
      response.end(`<!doctype html><html lang="en"><title>A website</title><h1>A website</h1>${body()}`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Website(server, (server.address() as AddressInfo).port)
  }

  origin(host: string): string {
    return `http://${host}:${this.port}`
  }

  stop(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}

/** The one line that puts the chat of a key on a page. */
export function snippet(demo: Demo, key: string): string {
  return `<script type="module" src="${demo.server}/embed/${key}.js"></script>`
}

/** The chat on a page, by what a person sees of it. */
export class Chat {
  readonly element
  readonly button
  readonly input
  readonly answers

  constructor(readonly page: Page) {
    this.element = page.locator('latchkey-chat')
    this.button = this.element.getByRole('button', { name: /chat/i }).first()
    this.input = this.element.getByRole('textbox')
    this.answers = this.element.locator('.turn:not(.live)')
  }

  async open(): Promise<void> {
    await this.button.click()
    await expect(this.input).toBeVisible()
  }

  async ask(question: string): Promise<void> {
    await this.input.fill(question)
    await this.input.press('Enter')
  }
}

/** Tests with a demo per worker; a violation of a page's security policy or an error in its scripts fails the test. */
export const test = base.extend<{ problems: string[] }, { demo: Demo }>({
  demo: [
    // Playwright demands a destructured first parameter, also where a fixture needs no other.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const demo = await Demo.start()
      await use(demo)
      await demo.stop()
    },
    { scope: 'worker' },
  ],
  problems: [
    async ({ page }, use) => {
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(String(error)))
      page.on('console', (message) => {
        if (/Content.Security.Policy|Trusted ?Type/i.test(message.text())) problems.push(message.text())
      })
      await use(problems)
      expect(problems).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

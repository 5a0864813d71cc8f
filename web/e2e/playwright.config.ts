import { defineConfig } from '@playwright/test'

// The browser is Debian's; host names of the tests lead to this machine, so that pages have real, different origins.
export default defineConfig({
  testDir: '.',
  testMatch: process.env.PICTURES ? 'pictures.ts' : '*.spec.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
        '--no-first-run', '--disable-quic', '--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.localhost 127.0.0.1',
      ],
    },
  },
})

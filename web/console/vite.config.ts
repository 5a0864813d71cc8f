import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// In development the API and the element come from a server that runs beside it.
const server = process.env.LATCHKEY ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  // The server puts a fresh nonce into each answer; Mantine's style elements carry it.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    // A data: URL would need a wider policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'preview.html'] },
    manifest: true,
  },
  server: { proxy: { '/api': server, '/embed': server, '/local': server } },
})

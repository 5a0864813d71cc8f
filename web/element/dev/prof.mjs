import { chromium } from '@playwright/test'
import { startServer, startSite, KEY } from './server.mjs'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] })
const server = await startServer({ port: 0 })
const body = (s) => `<meta name="viewport" content="width=device-width"><body><main><h1>Tea</h1>${'<p>Lorem</p>'.repeat(10)}</main>${s}`
const ours = await startSite({ port: 0, host: server.origin, page: body(`<script type="module" src="${server.origin}/embed/${KEY}.js"></script>`) })
const self = {}, tot={}
const N = 25
for (let i = 0; i < N; i++) {
  const ctx = await browser.newContext(); const page = await ctx.newPage()
  await page.goto('about:blank')
  const cdp = await ctx.newCDPSession(page)
  await cdp.send('Profiler.enable'); await cdp.send('Profiler.setSamplingInterval', { interval: 40 }); await cdp.send('Profiler.start')
  await page.goto(ours.origin)
  await page.waitForTimeout(300)
  const { profile } = await cdp.send('Profiler.stop')
  const byId = new Map(profile.nodes.map(n => [n.id, n])); for (const n of profile.nodes) for (const c of n.children ?? []) byId.get(c).parent = n
  profile.samples.forEach((id, k) => { let n = byId.get(id); const d = profile.timeDeltas[k + 1] ?? 0; 
    const name = (n) => n.callFrame.functionName + ':' + n.callFrame.url.slice(-12) + ':' + n.callFrame.columnNumber
    let m = n, ours = false; while (m) { if (/embed/.test(m.callFrame.url)) ours = true; m = m.parent }
    if (!ours) return
    self[name(n)] = (self[name(n)] ?? 0) + d; const seen=new Set(); for (m=n; m; m=m.parent) { const k=name(m); if(!seen.has(k)){seen.add(k); tot[k]=(tot[k]??0)+d} } })
  await ctx.close()
}
const top = (o) => Object.entries(o).sort((a, b) => b[1] - a[1]).slice(0, 22).map(([k, v]) => (v / 1000 / N).toFixed(2).padStart(6) + ' ' + k).join('\n')
console.log('self\n' + top(self)); console.log('total\n' + top(tot))
await browser.close(); server.close(); ours.close()

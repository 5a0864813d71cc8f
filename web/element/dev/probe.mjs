import { chromium } from '@playwright/test'
import { startServer, startSite, policyFor, KEY } from './server.mjs'
import { costOf,median,sum } from './measure.mjs'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] })
const server = await startServer({ port: 0 })
const body = (s) => `<meta name="viewport" content="width=device-width"><body><main><h1>Tea</h1>${'<p>Lorem</p>'.repeat(10)}</main>${s}`
const ours = await startSite({ port: 0, host: server.origin, page: body(`<script type="module" src="${server.origin}/embed/${KEY}.js"></script>`) })
const empty = await startSite({ port: 0, host: server.origin, page: body(`<script type="module" src="${server.origin}/embed/empty.js"></script>`) })
for (const rate of [1, 6]) {
const c = await costOf(browser, { url: ours.origin, emptyUrl: empty.origin, runs: 7, rate })
console.log(rate, c.work, c.longest, c.works.map(w => w.with.toFixed(1) + '-' + w.without.toFixed(1)+'/'+w.longest.toFixed(1)).join(' '))
const names = [...new Set(c.works.flatMap(w=>w.spans.map(s=>s.name)))]
const f=(n,k)=>median(c.works.map(x=>sum(x[k].filter(s=>s.name===n).map(s=>s.cpu))))
console.log(names.map(n=>[n,f(n,'spans'),f(n,'empty')]).filter(x=>x[1]-x[2]>.1*rate).map(x=>x[0].padEnd(40)+x[1].toFixed(2)+' '+x[2].toFixed(2)).join('\n'))
}
await browser.close(); server.close(); ours.close(); empty.close()

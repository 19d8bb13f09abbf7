import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
const [runs, ...urls] = process.argv.slice(2)
const chrome = await launch({ chromePath: '/usr/bin/chromium', chromeFlags: ['--no-sandbox','--disable-background-networking','--disable-component-update','--disable-dev-shm-usage','--disable-quic','--disable-sync','--no-first-run','--headless=new'], logLevel: 'silent' })
for (const url of urls) {
  const got = []
  for (let i = 0; i < +runs; i++) {
    const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: 'silent', output: 'json', onlyCategories: ['performance'] })
    const v = id => Math.round((lhr.audits[id].numericValue ?? -1) * 1000) / 1000
    got.push({ lcp: v('largest-contentful-paint'), fcp: v('first-contentful-paint'), cls: v('cumulative-layout-shift'), tbt: v('total-blocking-time'), perf: lhr.categories.performance.score, bytes: v('total-byte-weight'), u: lhr.audits['network-requests']?.details?.items.map(i=>i.url.slice(22)+' '+i.transferSize).join(' | '), n: lhr.audits['network-requests']?.details?.items.length })
  }
  console.log(url); for (const g of got) console.log('   ', JSON.stringify(g))
}
await chrome.kill(); process.exit(0)

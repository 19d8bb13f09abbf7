// How a checker's script gets its task and gives its findings: JSON in, JSON out.
import { readFileSync } from 'node:fs'

export const task = JSON.parse(readFileSync(0, 'utf8'))

// What libraries chatter must not end up in the answer.
console.log = console.info = console.error

// Ends the process, because some libraries leave timers that would keep it alive.
export const give = findings => process.stdout.write(JSON.stringify(findings), () => process.exit(0))

// See dev/harness/browser.py for why.
export const quiet = [
  '--no-sandbox', '--disable-background-networking', '--disable-component-update',
  '--disable-dev-shm-usage', '--disable-quic', '--disable-sync', '--no-first-run',
]

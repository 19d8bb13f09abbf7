// Runs QualWeb over the pages and gives what failed; warnings ask for a person and are left out.
import { createRequire } from 'node:module'
import { give, quiet, task } from './task.mjs'

// QualWeb can only be required, not imported.
const require = createRequire(import.meta.url)
const { ACTRules } = require('@qualweb/act-rules')
const { BestPractices } = require('@qualweb/best-practices')
const { QualWeb } = require('@qualweb/core')
const { WCAGTechniques } = require('@qualweb/wcag-techniques')

// The goal is WCAG's level AA; what only AAA asks for (contrast 7:1) is not a fault here.
const onlyAAA = rule => {
  const levels = (rule.metadata['success-criteria'] ?? []).map(criterion => criterion.level)
  return levels.length > 0 && levels.every(level => level === 'AAA')
}

// It asks for `scope` on <td>, which HTML dropped and the Nu HTML checker calls an error: no table can please both.
const againstHTML = rule => rule.code === 'QW-BP12'

// A page that is shown in another site's frame has nothing before its content that a link could skip.
const inFrame = (rule, page) => rule.code === 'QW-WCAG-T23' && page.endsWith('/ramme/')

const findings = (page, report) => Object.values(report.modules).flatMap(module =>
  Object.values(module.assertions)
    .filter(rule => rule.metadata.outcome === 'failed' && !onlyAAA(rule) && !againstHTML(rule) && !inFrame(rule, page))
    .flatMap(rule => rule.results
      .filter(result => result.verdict === 'failed')
      .map(result => ({
        page: `/${page}`,
        rule: rule.code,
        message: `${rule.name}: ${result.description}`,
        where: (result.elements ?? []).map(element => element.pointer).filter(Boolean).join('; '),
      }))))

const qualweb = new QualWeb({ adBlock: false, stealth: false })
await qualweb.start(
  { maxConcurrency: 2, timeout: 120_000, monitor: false },
  { executablePath: task.chromium, args: quiet, headless: true },
)
const reports = await qualweb.evaluate({
  urls: task.pages.map(page => task.home + page),
  modules: [new ACTRules(), new WCAGTechniques(), new BestPractices()],
  log: { console: false, file: false },
})
await qualweb.stop()
give(task.pages.flatMap(page => {
  const report = reports[task.home + page]
  return report ? findings(page, report)
    : [{ page: `/${page}`, rule: 'no-report', message: 'QualWeb gave no report', where: '' }]
}))

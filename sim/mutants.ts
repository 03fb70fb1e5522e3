// node mutants.ts [--seeds N] [--only TEXT]: plants the known mistakes one at a time; each must be caught.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MUTANTS, type Mutant } from './src/mutants.ts';
import type { Summary } from './src/run.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '300' }, only: { type: 'string', default: '' } } });

type Verdict = { readonly mutant: Mutant; readonly summary: Summary | undefined; readonly said: string };

const folder = mkdtempSync(join(tmpdir(), 'fastops-mutants-'));
const waiting = MUTANTS.filter(({ name }) => name.includes(values.only));
const total = waiting.length;
const survivors: string[] = [];
try {
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
say(`${total - survivors.length} of ${total} mutants caught`);
process.exitCode = survivors.length > 0 || total === 0 ? 1 : 0;

async function work(): Promise<void> {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) report(await tried(mutant));
}

function report({ mutant, summary, said }: Verdict): void {
  const caught = summary !== undefined && summary.failed.length > 0;
  if (!caught) survivors.push(mutant.name);
  const after = caught
    ? `caught after ${summary.ran}: ${summary.firstFault ?? ''}`
    : summary
      ? `SURVIVES ${summary.ran} seeds`
      : `BROKEN\n${said}`;
  say(`${caught ? '✓' : '✗'} ${mutant.name.padEnd(62)} ${after}`);
}

/** A process of its own for each: the mistake is made while the product's code is loaded. */
function tried(mutant: Mutant): Promise<Verdict> {
  const file = join(folder, `${MUTANTS.indexOf(mutant)}.json`);
  const args = ['main.ts', '--mutant', mutant.name, '--seeds', values.seeds, '--untilFault', '--json', file];
  const child = spawn(process.execPath, args, { cwd: import.meta.dirname, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-2_000)));
  return new Promise((resolve) => {
    child.on('close', () => resolve({ mutant, summary: summaryIn(file), said }));
  });
}

function summaryIn(file: string): Summary | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // It never came to an end: the mistake broke the simulator itself, or its text is not there any more.
    return undefined;
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

// node replay.ts BUNDLE [--at N | --at EVENT-ID]: the facts of a support bundle, one after the other, into a till of this version.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { replayBundle } from './src/replay.ts';
import { bundleSchema } from '@fastops/shared/commissioning/bundle';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { at: { type: 'string' } } });
const [file] = positionals;
if (file === undefined) {
  process.stderr.write('Name a support bundle: `npm run replay -- soporte-….json.gz [--at N or event id]`.\n');
  process.exit(1);
}
const bytes = readFileSync(file);
const bundle = bundleSchema.parse(JSON.parse((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8')));
const folder = mkdtempSync(join(tmpdir(), 'replay-'));
try {
  const { steps, state, digest } = replayBundle(bundle, { file: join(folder, 'branch.db'), at: values.at });
  for (const step of steps) process.stdout.write(`${step}\n`);
  process.stdout.write(`${JSON.stringify(state, null, 2)}\n`);
  process.stdout.write(`${steps.length} facts, state ${createHash('sha256').update(digest).digest('hex').slice(0, 16)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

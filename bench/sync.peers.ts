import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from './lib/report.ts';

/** Peers that the harness beside this one can run; each needs what `install.sh` put there. */
const PEERS = [
  { peer: 'ref', variant: 'pg' },
  { peer: 'pouchdb', variant: 'docs' },
  { peer: 'evolu', variant: '' },
  { peer: 'tinybase', variant: 'sqlite' },
] as const;

type Figures = Readonly<Record<string, number>>;
type PeerRun = {
  readonly ok: boolean;
  readonly error?: string;
  readonly local: Figures;
  readonly push: Figures;
  readonly pull: Figures;
  readonly wire: Figures;
  readonly server: Figures;
};

/** Runs the peers that are installed in a folder; says so of those that aren't. */
export async function peersOf(folder: string | undefined, notes: string[]): Promise<BenchRow[]> {
  const where = folder ?? process.env['FASTOPS_SYNC_PEERS'];
  if (where === undefined || !existsSync(join(where, 'bench.sh'))) {
    notes.push('peers: not installed (--peers DIR, or FASTOPS_SYNC_PEERS, names the folder of their harness)');
    return [];
  }
  return PEERS.map((each) => rowOf(where, each));
}

function rowOf(where: string, { peer, variant }: (typeof PEERS)[number]): BenchRow {
  const name = `peer ${peer}${variant === '' ? '' : ` ${variant}`}`;
  if (!existsSync(join(where, 'peers', peer, 'node_modules'))) return { name, 'push s': 'not installed' };
  const env = { ...process.env, RUN_TAG: 'r1', WRITE_BUDGET_MS: process.env['WRITE_BUDGET_MS'] ?? '45000' };
  const args = [join(where, 'bench.sh'), peer, ...(variant === '' ? [] : [variant])];
  spawnSync('bash', args, { env, stdio: 'ignore', timeout: 300_000 });
  const result = join(where, 'results', `${peer}${variant === '' ? '' : `-${variant}`}.r1.json`);
  if (!existsSync(result)) return { name, 'push s': 'did not run' };
  const run = JSON.parse(readFileSync(result, 'utf8')) as PeerRun;
  return run.ok ? { name, ...figuresOf(run) } : { name, 'push s': `failed: ${String(run.error).slice(0, 60)}` };
}

function figuresOf({ local, push, pull, wire, server }: PeerRun): Omit<BenchRow, 'name'> {
  const mebi = (role: Figures) => Math.round((role['peak_rss_kb'] ?? 0) / 1024);
  const fixed = (role: Figures, name: string, unit = 1) => Math.round(((role[name] ?? Number.NaN) / unit) * 100) / 100;
  return {
    'write/s': Math.round(fixed(local, 'orders_per_s')),
    'p50 ms': fixed(local, 'p50_ms'),
    'p99 ms': fixed(local, 'p99_ms'),
    'push s': fixed(push, 'push_ms', 1_000),
    'hydrate s': fixed(pull, 'pull_ms', 1_000),
    'up MB': fixed(wire, 'push_bytes', 1e6),
    'down MB': fixed(wire, 'pull_bytes', 1e6),
    'MiB writer/push/hydrate': [local, push, pull].map(mebi).join(' / '),
    'MiB server': mebi(server),
  };
}

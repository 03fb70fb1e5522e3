import { cpus, release, totalmem, type } from 'node:os';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** One line of a benchmark's table: figures with their unit in the name. */
export type BenchRow = { readonly name: string } & Readonly<Record<string, string | number>>;
export type BenchResult = {
  readonly bench: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly BenchRow[];
  /** Ours divided by the raw floor of the same run; 1 is the floor. */
  readonly ratioToFloor: number;
  readonly notes?: readonly string[];
};

/** Prints the table, and with `--json FILE` writes the same figures for a machine to read. */
export function report(result: BenchResult): void {
  const { values } = parseArgs({ options: { json: { type: 'string' } }, strict: false, allowPositionals: true });
  console.log(`\n${result.bench} · ${machine()}`);
  console.log(
    Object.entries(result.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' · '),
  );
  console.table(Object.fromEntries(result.rows.map(({ name, ...figures }) => [name, figures])));
  console.log(`ratio to floor: ${result.ratioToFloor.toFixed(2)}`);
  for (const note of result.notes ?? []) console.log(note);
  if (typeof values.json === 'string') writeFileSync(values.json, JSON.stringify({ ...result, machine: machine() }, null, 2));
}

export function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.versions.node}`;
}

/** The p-th percentile (0…100) of some samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
}

/** p50, p95 and p99 in milliseconds, and how many a second. */
export function timing(samples: readonly number[]): Record<string, number> {
  const total = samples.reduce((sum, sample) => sum + sample, 0);
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return {
    'p50 ms': round(percentile(samples, 50)),
    'p95 ms': round(percentile(samples, 95)),
    'p99 ms': round(percentile(samples, 99)),
    'per s': Math.round((samples.length / total) * 1000),
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Who was recorded, and what its half a day came to. */
export type About = {
  readonly appVersion: string;
  readonly protocol: number;
  readonly companyId: string;
  readonly branchId: string;
  readonly terminalId: string;
  readonly streamId: string;
  readonly paid: number;
  readonly orders: number;
};
export type Exchange = { readonly procedure: string; readonly input: unknown; readonly reply: unknown };
export type Recording = { readonly name: string; readonly about: About; readonly exchanges: readonly Exchange[] };

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));

/** Everything that released tills were heard to say, oldest first. */
export function recordings(): Recording[] {
  return readdirSync(CORPUS)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => {
      const [about, ...exchanges] = readFileSync(`${CORPUS}${name}`, 'utf8').trimEnd().split('\n');
      return { name, about: JSON.parse(about ?? '{}'), exchanges: exchanges.map((line) => JSON.parse(line)) };
    });
}

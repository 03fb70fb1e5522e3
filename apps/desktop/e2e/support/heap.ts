import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Every text that the page's memory holds, after its rubbish was collected. */
export async function textsInMemory(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const parts: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return textsOf(JSON.parse(parts.join('')));
}

type Snapshot = {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] } };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
};

/** The values alone: names of slots and of places in the program are in the same table, and are nobody's data. */
function textsOf({ snapshot, nodes, strings }: Snapshot): readonly string[] {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [typeAt, nameAt] = [fields.indexOf('type'), fields.indexOf('name')];
  const isText = types[0].map((type) => type.endsWith('string'));
  const found = new Set<string>();
  for (let node = 0; node < nodes.length; node += fields.length)
    if (isText[nodes[node + typeAt] ?? -1]) found.add(strings[nodes[node + nameAt] ?? -1] ?? '');
  return [...found];
}

/** What the till keeps locked up: its keys, one name each. Where a system has no keychain they lie in a file of their own. */
export function secretsOf(folder: string): ReadonlyMap<string, string> {
  // Who kept the file's key stands in it too, and is no secret.
  const { backend: _, ...kept }: Record<string, string> = JSON.parse(readFileSync(join(folder, 'till.secrets'), 'utf8'));
  return new Map(Object.entries(kept));
}

/** Which of these the page remembers. A short one (a PIN) counts as a text of its own, a long one anywhere inside another. */
export function remembered(texts: readonly string[], canaries: ReadonlyMap<string, string>): string[] {
  const isHeld = (canary: string) => texts.some((text) => (canary.length < 8 ? text === canary : text.includes(canary)));
  return [...canaries].filter(([, canary]) => isHeld(canary)).map(([name]) => name);
}

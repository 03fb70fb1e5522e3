import { snapshotText } from '@fastops/cloud/server/http/snapshot';
import { snapshot } from '@fastops/cloud/server/modules/sync/snapshot.service';
import type { SimCloud } from './cloud.ts';
import type { Network, Sender } from './network.ts';
import type { TerminalActor } from '@fastops/cloud/server/context';

/** As many lines as one piece of it brings: between two pieces a shop sells on, and the line may go. */
const LINES_PER_PIECE = 12;

type Asked = { readonly cloud: SimCloud; readonly network: Network; readonly from: Sender & { readonly actor: TerminalActor } };

/** The cloud's real snapshot, read in one transaction, over a line that brings it in pieces. */
export async function snapshotOver({ cloud, network, from }: Asked): Promise<AsyncIterable<string>> {
  const lines: string[] = [];
  await network.carry(from, {
    name: 'snapshot',
    input: null,
    deliver: async () => {
      lines.length = 0;
      lines.push(...(await wholeSnapshot(cloud, from.actor)));
      return { lines: lines.length };
    },
    parse: (answer) => Object(answer) as { lines: number },
  });
  return pieces([...lines], network, from);
}

async function wholeSnapshot(cloud: SimCloud, actor: TerminalActor): Promise<string[]> {
  const { db, machine } = cloud.services;
  const now = machine.now();
  const read: string[] = [];
  await db.inCompany(
    actor.companyId,
    async (sql) => {
      for await (const line of snapshotText(snapshot({ sql, actor, now }))) read.push(line.trimEnd());
    },
    { still: true },
  );
  return read;
}

async function* pieces(lines: readonly string[], network: Network, from: Sender): AsyncGenerator<string> {
  for (let at = 0; at < lines.length; at += LINES_PER_PIECE) {
    const got = await network
      .carry(from, {
        name: `snapshot from line ${at}`,
        input: null,
        isLocal: true,
        deliver: () => Promise.resolve({ entries: lines.slice(at, at + LINES_PER_PIECE) }),
        parse: piece,
      })
      .catch((error: unknown) => {
        // Some lines that go look like an answer that ended.
        if (at % (2 * LINES_PER_PIECE) === 0) return undefined;
        throw error;
      });
    if (!got) return;
    yield* got.entries;
  }
}

function piece(answer: unknown): { entries: string[] } {
  const entries: unknown = Reflect.get(Object(answer), 'entries');
  if (!Array.isArray(entries)) throw new Error('not a piece of a snapshot');
  return { entries: entries.map(String) };
}

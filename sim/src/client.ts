import { runByPath } from '@fastops/cloud/server/testing/procedures';
import type { TerminalActor } from '@fastops/cloud/server/context';
import type { CloudClient } from '@fastops/desktop/branch/adapters/cloud-client';
import { helloReply, openStreamReply, pullReply, pushReply, type PushInput } from '@fastops/shared/sync/protocol';
import { relayReply } from '@fastops/shared/sync/relay';
import { aggregateReply } from '@fastops/shared/sync/snapshot';
import type { SimCloud } from './cloud.ts';
import type { Network } from './network.ts';
import { snapshotOver } from './snapshot-line.ts';

/** What a till's client speaks through. */
export type Line = {
  readonly cloud: SimCloud;
  readonly network: Network;
  /** Hashes of all events that the cloud ever said it stored. */
  readonly kept: Set<string>;
};

type Speaker = { readonly name: string; readonly actor: TerminalActor; isAlive(): boolean };

/** The till's own client port over the simulated line: inputs go through the cloud's procedures, answers through the till's parsers. */
export function clientOver({ cloud, network, kept }: Line, speaker: Speaker): CloudClient {
  const api = () => cloud.as(speaker.actor);
  return {
    hello: (input) =>
      network.carry(speaker, {
        name: 'hello',
        input,
        deliver: (arrived) => api().sync.hello(arrived),
        parse: (answer) => helloReply.parse(answer),
      }),
    push: (input) =>
      network.carry(speaker, {
        name: `push ${input.firstSeq}+${input.events.length}`,
        input,
        deliver: async (arrived) => {
          const reply = await api().sync.push(arrived);
          if (reply.outcome === 'stored') for (const { hash } of arrived.events) kept.add(hash);
          return reply;
        },
        parse: (answer) => pushReply.parse(answer),
        part: (whole, luck) => firstPart(whole, 1 + luck.below(whole.events.length)),
      }),
    pull: (input) =>
      network.carry(speaker, {
        name: `pull ${input.scope} ${input.after}`,
        input,
        deliver: (arrived) => api().sync.pull(arrived),
        parse: (answer) => pullReply.parse(answer),
        shorter: (page, luck) => ({ ...page, entries: page.entries.slice(0, 1 + luck.below(page.entries.length + 1)) }),
      }),
    grant: async () =>
      (await network.carry(speaker, { name: 'grant', input: null, deliver: () => api().sync.grant(), parse: grantIn })).grant,
    openStream: (input) =>
      network.carry(speaker, {
        name: `openStream ${input.series} ${input.reason}`,
        input,
        deliver: async (arrived) => openStreamReply.parse(await runByPath(api(), 'sync.openStream', arrived)),
        parse: (answer) => openStreamReply.parse(answer),
      }),
    aggregate: (input) =>
      network.carry(speaker, {
        name: 'aggregate',
        input,
        deliver: async (arrived) => aggregateReply.parse(await runByPath(api(), 'sync.aggregate', arrived)),
        parse: (answer) => aggregateReply.parse(answer),
      }),
    relay: (input) =>
      network.carry(speaker, {
        name: `relay ${input.firstSeq}+${input.events.length}`,
        input,
        deliver: async (arrived) => {
          const reply = relayReply.parse(await runByPath(api(), 'sync.relay', arrived));
          if (reply.outcome === 'stored') for (const { hash } of arrived.events) kept.add(hash);
          return reply;
        },
        parse: (answer) => relayReply.parse(answer),
      }),
    // Nobody is forgotten in a seed: a cloud that went back still knows who was enrolled.
    certificate: () => Promise.resolve(undefined),
    removalCheck: () => Promise.resolve(undefined),
    comeBack: () => Promise.reject(new Error('nobody is forgotten here')),
    snapshot: () => snapshotOver({ cloud, network, from: speaker }),
    listen: () => () => {},
    reopen: () => {},
    close: () => {},
  };
}

/** Half a batch: what a relay that gave up in the middle would hand on. */
function firstPart(input: PushInput, count: number): PushInput {
  return { ...input, events: input.events.slice(0, count) };
}

function grantIn(answer: unknown): { grant: string } {
  const grant: unknown = Reflect.get(Object(answer), 'grant');
  if (typeof grant !== 'string') throw new Error('not a grant');
  return { grant };
}

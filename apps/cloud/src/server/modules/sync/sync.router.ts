import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done } from '@fastops/shared/base/result';
import { textSchema } from '@fastops/shared/base/text';
import { grantInput } from '@fastops/shared/identity/grant';
import { helloInput, openStreamInput, pullInput, type Custody, type Poke } from '@fastops/shared/sync/protocol';
import { surrenderInput } from '@fastops/shared/sync/farewell';
import { aggregateInput } from '@fastops/shared/sync/snapshot';
import { thinPage, thinPushInput, wholePush } from '@fastops/shared/sync/thin';
import type { CallContext, TerminalActor } from '../../context.ts';
import { liveProcedure, publicProcedure, router, terminalProcedure, userProcedure, type CompanyCall } from '../../rpc/procedures.ts';
import { GRANT_NEWS } from '../access/access.service.ts';
import { acknowledgeFork, openLog } from '../terminals/logs.service.ts';
import { incarnationsOf } from '../terminals/streams.service.ts';
import { grantFor } from '../terminals/terminals.service.ts';
import { isSealable } from './intake.service.ts';
import { newsOf } from './news.service.ts';
import { listCustody } from './custody.service.ts';
import { annotate, readAgain, setAsideFacts } from './quarantine.service.ts';
import { admit, bringFile, dismiss, leftBehind } from './left-behind.service.ts';
import { surrender } from './surrender.service.ts';
import { relayProcedure } from './relay.router.ts';
import { branchScope, COMPANY_SCOPE } from './scopes.ts';
import { aggregate } from './snapshot.service.ts';
import { heads, hello, pull, push, SERVER_VERSION, type SyncCall } from './sync.service.ts';

const leftRun = surrenderInput.omit({ nonce: true, signature: true, series: true });
const sealable = ({ events }: { events: readonly { body: unknown }[] }) => events.every((event) => isSealable(event.body));
const noteInput = z.strictObject({ streamId: idSchema, seq: z.int().min(1), note: textSchema(500) });

export const syncRouter = router({
  hello: terminalProcedure(helloInput).request((call, input) => (noteCustody(call, input.custody), hello(syncCall(call), input))),
  push: terminalProcedure(thinPushInput.refine(sealable, 'unsealable body')).mutation(
    (call, input) => (noteCustody(call, input.custody), push(syncCall(call), wholePush(input, call.syncPort.sha256))),
  ),
  pull: terminalProcedure(pullInput).query((call, input) => pull(syncCall(call), input)),
  /** The same without the hashes that follow from others; tills before it ask for `pull`. */
  pullThin: terminalProcedure(pullInput).query(async (call, input) => thinPage(await pull(syncCall(call), input))),
  grant: terminalProcedure(grantInput).query(async ({ sql, actor, key, machine }, said) => ({
    grant: await key.signJws(await grantFor(sql, actor, { now: machine.now(), said })),
  })),
  openStream: terminalProcedure(openStreamInput).mutation((call, input) => openLog(call, input)),
  relay: relayProcedure,
  aggregate: terminalProcedure(aggregateInput).query(({ sql, actor, machine }, { entityId }) =>
    aggregate({ sql, actor, now: machine.now() }, entityId),
  ),
  custody: userProcedure('terminals.read', z.void()).query(({ sql }) => listCustody(sql)),
  forks: userProcedure('terminals.read', z.void()).query(({ sql }) => incarnationsOf(sql)),
  acknowledgeFork: userProcedure('sync.repair', z.strictObject({ streamId: idSchema })).mutation((call, { streamId }) =>
    acknowledgeFork(call, streamId),
  ),
  quarantine: userProcedure('terminals.read', z.strictObject({ open: z.boolean() })).query(({ sql }, only) => setAsideFacts(sql, only)),
  annotate: userProcedure('sync.repair', noteInput).mutation(({ sql, actor, machine, syncPort }, input) =>
    annotate({ sql, now: machine.now(), port: syncPort }, 'noted', { ...input, userId: actor.userId }),
  ),
  resolve: userProcedure('sync.repair', noteInput).mutation(({ sql, actor, machine, syncPort }, input) =>
    annotate({ sql, now: machine.now(), port: syncPort }, 'resolved', { ...input, userId: actor.userId }),
  ),
  /** From a terminal that was put away: kept in quarantine until a person decides. */
  surrender: publicProcedure(surrenderInput.refine(sealable, 'unsealable body')).mutation((call, input) => surrender(call, input)),
  leftBehind: userProcedure('terminals.read', z.void()).query(({ sql }) => leftBehind(sql)),
  /** The same from the file that it wrote. */
  bringFile: userProcedure('sync.repair', leftRun.refine(sealable, 'unsealable body')).mutation((call, input) => bringFile(call, input)),
  admit: userProcedure('sync.repair', z.strictObject({ terminalId: idSchema })).mutation((call, { terminalId }) => admit(call, terminalId)),
  dismiss: userProcedure('sync.repair', z.strictObject({ terminalId: idSchema, note: textSchema(500) })).mutation((call, input) =>
    dismiss(call, input),
  ),
  reproject: userProcedure('sync.repair', z.void()).mutation(async ({ sql, machine, syncPort }) =>
    done({ read: await readAgain({ sql, now: machine.now(), port: syncPort }, `${SERVER_VERSION} by hand at ${machine.now()}`) }),
  ),
  poke: liveProcedure('terminal', { listen: pokes, first: (call) => heads(syncCall(call)) }),
});

function pokes({ actor, fanout }: CallContext & { actor: TerminalActor }, signal: AbortSignal): AsyncGenerator<Poke> {
  return pokesIn(newsOf(fanout, actor.companyId, signal), branchScope(actor.branchId));
}

async function* pokesIn(all: AsyncIterable<{ scope: string; head: number }>, mine: string): AsyncGenerator<Poke> {
  for await (const news of all) {
    if (news.scope === mine) yield { scope: 'branch', head: news.head };
    else if (news.scope === COMPANY_SCOPE || news.scope === GRANT_NEWS) yield { scope: news.scope, head: news.head };
  }
}

function noteCustody({ watch, actor }: CompanyCall<TerminalActor>, { oldestAt }: Custody): void {
  watch?.custody({ ...actor, oldestAt });
}

function syncCall({ sql, actor, machine, syncPort, address }: CompanyCall<TerminalActor>): SyncCall {
  return { sql, actor, now: machine.now(), port: syncPort, address };
}

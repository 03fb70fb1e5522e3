import { z } from 'zod';
import { helloInput, openStreamInput, pullInput, pushInput, type Poke } from '@fastops/shared/sync/protocol';
import type { CallContext, TerminalActor } from '../../context.ts';
import { liveProcedure, router, terminalProcedure, type CompanyCall } from '../../rpc/procedures.ts';
import { registerStream } from '../terminals/streams.service.ts';
import { grantFor } from '../terminals/terminals.service.ts';
import { isSealable } from './intake.service.ts';
import { newsOf } from './news.service.ts';
import { branchScope, COMPANY_SCOPE, heads, hello, pull, push, type SyncCall } from './sync.service.ts';

export const syncRouter = router({
  hello: terminalProcedure(helloInput).mutation((call, input) => hello(syncCall(call), input)),
  push: terminalProcedure(pushInput.refine(({ events }) => events.every((event) => isSealable(event.body)), 'unsealable body')).mutation(
    (call, input) => push(syncCall(call), input),
  ),
  pull: terminalProcedure(pullInput).query((call, input) => pull(syncCall(call), input)),
  grant: terminalProcedure(z.void()).query(async ({ sql, actor, key, machine }) => ({
    grant: await key.signJws(await grantFor(sql, actor, machine.now())),
  })),
  openStream: terminalProcedure(openStreamInput).mutation(({ sql, actor, machine }, input) =>
    registerStream(sql, actor, { ...input, now: machine.now() }),
  ),
  poke: liveProcedure('terminal', { listen: pokes, first: (call) => heads(syncCall(call)) }),
});

function pokes({ actor, fanout }: CallContext & { actor: TerminalActor }, signal: AbortSignal): AsyncGenerator<Poke> {
  return pokesIn(newsOf(fanout, actor.companyId, signal), branchScope(actor.branchId));
}

async function* pokesIn(all: AsyncIterable<{ scope: string; head: number }>, mine: string): AsyncGenerator<Poke> {
  for await (const news of all) {
    if (news.scope === mine) yield { scope: 'branch', head: news.head };
    else if (news.scope === COMPANY_SCOPE) yield { scope: 'company', head: news.head };
  }
}

function syncCall({ sql, actor, machine, syncPort }: CompanyCall<TerminalActor>): SyncCall {
  return { sql, actor, now: machine.now(), port: syncPort };
}

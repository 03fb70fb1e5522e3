import { relayInput } from '@fastops/shared/sync/relay';
import { terminalProcedure } from '../../rpc/procedures.ts';
import { isSealable } from './intake.service.ts';
import { relay } from './relay.service.ts';

const sealable = relayInput.refine(({ events }) => events.every((event) => isSealable(event.body)), 'unsealable body');

/** What a hub hands on for the other terminals of its branch. */
export const relayProcedure = terminalProcedure(sealable).mutation(({ sql, actor, machine, syncPort }, input) =>
  relay({ sql, actor, now: machine.now(), port: syncPort }, input),
);

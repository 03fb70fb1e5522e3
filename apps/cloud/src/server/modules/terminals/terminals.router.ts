import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done, refuse } from '@fastops/shared/base/result';
import { reaches } from '@fastops/shared/identity/access';
import { enrolInput, terminalTokenInput } from '@fastops/shared/sync/protocol';
import { branchProcedure, publicProcedure, reachProcedure, router } from '../../rpc/procedures.ts';
import { createCode, enrol, proveTerminal, revoke, terminalsOf } from './terminals.service.ts';

export const terminalsRouter = router({
  enrol: publicProcedure(enrolInput).mutation(({ sql, devices, machine }, input) => enrol(sql, devices, { ...input, now: machine.now() })),
  challenge: publicProcedure(z.void()).query(async ({ key, machine }) => ({ nonce: key.nonce(machine.now()) })),
  token: publicProcedure(terminalTokenInput).mutation(async ({ sql, devices, key, machine }, input) => {
    const proven = await proveTerminal(sql, devices, { ...input, now: machine.now() });
    return proven ? done(await key.terminalToken(input.terminalId, proven.companyId)) : refuse({ code: 'terminal.unproven' });
  }),
  list: reachProcedure('terminals.read', z.void()).query(async ({ sql, actor }) =>
    (await terminalsOf(sql)).filter(({ branchId }) => reaches(actor.reach, branchId)),
  ),
  createCode: branchProcedure('terminals.manage', z.strictObject({ branchId: idSchema })).mutation(
    ({ sql, devices, actor, machine }, { branchId }) => createCode(sql, devices, { branchId, createdBy: actor.userId, now: machine.now() }),
  ),
  revoke: reachProcedure('terminals.manage', z.strictObject({ terminalId: idSchema })).mutation(({ sql, actor, machine }, { terminalId }) =>
    revoke(sql, { terminalId, now: machine.now(), reach: actor.reach }),
  ),
});

import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done, refuse } from '@fastops/shared/base/result';
import { reaches } from '@fastops/shared/identity/access';
import { enrolInput, returnInput, terminalTokenInput } from '@fastops/shared/sync/protocol';
import { branchProcedure, publicProcedure, reachProcedure, router, terminalProcedure } from '../../rpc/procedures.ts';
import { certify, comeBack } from './return.service.ts';
import { createCode, enrol, proveTerminal, revoke, terminalsOf } from './terminals.service.ts';

const codeInput = z.strictObject({ branchId: idSchema, terminalId: idSchema.optional() });

export const terminalsRouter = router({
  enrol: publicProcedure(enrolInput).mutation(({ sql, devices, machine }, input) => enrol(sql, devices, { ...input, now: machine.now() })),
  challenge: publicProcedure(z.void()).query(async ({ key, machine }) => ({ nonce: key.nonce(machine.now()) })),
  token: publicProcedure(terminalTokenInput).mutation(async ({ sql, devices, key, machine }, input) => {
    const proven = await proveTerminal(sql, devices, { ...input, now: machine.now() });
    return proven ? done(await key.terminalToken(input.terminalId, proven.companyId)) : refuse({ code: 'terminal.unproven' });
  }),
  certificate: terminalProcedure(z.void()).query(({ sql, actor, devices }) => certify(sql, devices, actor)),
  comeBack: publicProcedure(returnInput).mutation(({ sql, devices, machine }, input) =>
    comeBack(sql, devices, { ...input, now: machine.now() }),
  ),
  list: reachProcedure('terminals.read', z.void()).query(async ({ sql, actor }) =>
    (await terminalsOf(sql)).filter(({ branchId }) => reaches(actor.reach, branchId)),
  ),
  createCode: branchProcedure('terminals.manage', codeInput).mutation(({ sql, devices, actor, machine }, input) =>
    createCode(sql, devices, { ...input, createdBy: actor.userId, now: machine.now() }),
  ),
  revoke: reachProcedure('terminals.manage', z.strictObject({ terminalId: idSchema })).mutation(({ sql, actor, machine }, { terminalId }) =>
    revoke(sql, { terminalId, now: machine.now(), reach: actor.reach }),
  ),
});

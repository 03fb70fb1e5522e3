import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done, refuse } from '@fastops/shared/base/result';
import { textSchema } from '@fastops/shared/base/text';
import { reaches } from '@fastops/shared/identity/access';
import { farewellInput } from '@fastops/shared/sync/farewell';
import { enrolInput, returnInput, terminalTokenInput } from '@fastops/shared/sync/protocol';
import { branchProcedure, publicProcedure, reachProcedure, router, terminalProcedure } from '../../rpc/procedures.ts';
import { sayFarewell } from './farewell.service.ts';
import { askForRemovalCode, removalCheck } from './removal.service.ts';
import { certify, comeBack } from './return.service.ts';
import { askForCode, enrolTerminal, renameTerminal, revokeTerminal } from './managing.service.ts';
import { proveTerminal, terminalsOf } from './terminals.service.ts';

const codeInput = z.strictObject({ branchId: idSchema, terminalId: idSchema.optional() });

export const terminalsRouter = router({
  enrol: publicProcedure(enrolInput).mutation((call, input) => enrolTerminal(call, input)),
  challenge: publicProcedure(z.void()).query(async ({ key, machine }) => ({ nonce: key.nonce(machine.now()) })),
  token: publicProcedure(terminalTokenInput).mutation(async ({ sql, devices, key, machine }, input) => {
    const proven = await proveTerminal(sql, devices, { ...input, now: machine.now() });
    return proven ? done(await key.terminalToken(input.terminalId, proven.companyId)) : refuse({ code: 'terminal.unproven' });
  }),
  certificate: terminalProcedure(z.void()).query(({ sql, actor, devices }) => certify(sql, devices, actor)),
  /** What a till keeps for the day on which it is removed without the cloud. */
  removalCheck: terminalProcedure(z.void()).query((call) => removalCheck(call)),
  /** The owner's word that a till may be removed although it has sales that are nowhere else. */
  removalCode: reachProcedure('terminals.manage', z.strictObject({ terminalId: idSchema })).mutation((call, { terminalId }) =>
    askForRemovalCode(call, terminalId),
  ),
  comeBack: publicProcedure(returnInput).mutation(({ sql, devices, machine }, input) =>
    comeBack(sql, devices, { ...input, now: machine.now() }),
  ),
  /** For one that was put away: the cloud's signed word that it was. */
  farewell: publicProcedure(farewellInput).mutation((call, input) => sayFarewell(call, input)),
  list: reachProcedure('terminals.read', z.void()).query(async ({ sql, actor }) =>
    (await terminalsOf(sql)).filter(({ branchId }) => reaches(actor.reach, branchId)),
  ),
  createCode: branchProcedure('terminals.manage', codeInput).mutation((call, input) => askForCode(call, input)),
  rename: reachProcedure('terminals.manage', z.strictObject({ terminalId: idSchema, name: textSchema(40) })).mutation((call, input) =>
    renameTerminal(call, input),
  ),
  revoke: reachProcedure('terminals.manage', z.strictObject({ terminalId: idSchema })).mutation((call, { terminalId }) =>
    revokeTerminal(call, terminalId),
  ),
});

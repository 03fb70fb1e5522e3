import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { textSchema } from '@fastops/shared/base/text';
import { pinSchema } from '@fastops/shared/identity/grant';
import { action, openQuery, router, subscription } from '../../rpc/procedures.ts';
import { releaseTerminal } from './release.service.ts';
import { changes } from './changes.service.ts';

const cloudUrl = z.url({ protocol: /^https?$/ }).max(200);

export const terminalRouter = router({
  status: openQuery(z.void(), ({ core, secretsBackend }) => {
    const enrolment = core.enrolment();
    return {
      enrolled: enrolment !== undefined,
      companyName: enrolment?.grant.branch.companyName ?? null,
      branchName: enrolment?.grant.branch.branchName ?? null,
      terminalName: enrolment?.grant.terminalName ?? null,
      language: enrolment?.grant.branch.language ?? 'es',
      utcOffsetHours: enrolment?.grant.branch.utcOffsetHours ?? -5,
      secretsBackend,
    };
  }),
  enrol: action(
    'open',
    z.strictObject({ cloudUrl, code: textSchema(20).toUpperCase(), terminalName: textSchema(40) }),
    ({ enrolments }, input) => enrolments.enrol(input),
  ),
  /** Unlinks this computer from its branch: a person who may, by their own PIN, whoever is logged in. */
  release: action('staff', z.strictObject({ staffId: idSchema, pin: pinSchema }), (call, input) => releaseTerminal(call, input)),
  changes: subscription('open', ({ core }, signal) => changes(core, signal)),
});

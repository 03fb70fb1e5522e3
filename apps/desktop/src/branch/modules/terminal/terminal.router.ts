import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { refuse } from '@fastops/shared/base/result';
import { textSchema } from '@fastops/shared/base/text';
import { pinSchema, type Grant } from '@fastops/shared/identity/grant';
import type { BranchFile } from '@fastops/shared/releases/branch-file';
import { lookOf, usualOffsetHours } from '@fastops/shared/releases/look';
import { action, openQuery, router, subscription } from '../../rpc/procedures.ts';
import { readFarewell } from '../sync/farewell.service.ts';
import { releaseTerminal } from './release.service.ts';
import { changes } from './changes.service.ts';

const cloudUrl = z.url({ protocol: /^https?$/ }).max(200);

/** What a screen says of where it stands. */
type Standing = {
  readonly companyName: string | null;
  readonly branchName: string | null;
  readonly terminalName: string | null;
  readonly language: Grant['branch']['language'];
  readonly utcOffsetHours: number;
  /** Until when shifts may be opened; null while nothing is owed. */
  readonly worksUntil: number | null;
};

/** The same words without an enrolment: what the installation says, and nothing that only the cloud knows. */
function standingBefore(file: BranchFile | undefined): Standing {
  return {
    companyName: null,
    branchName: null,
    terminalName: null,
    language: file?.language ?? 'es',
    utcOffsetHours: usualOffsetHours(file?.countryPack ?? 'co'),
    worksUntil: null,
  };
}

function standingIn({ branch, terminalName, worksUntil }: Grant): Standing {
  const { companyName, branchName, language, utcOffsetHours } = branch;
  return { companyName, branchName, terminalName, language, utcOffsetHours, worksUntil: worksUntil ?? null };
}

export const terminalRouter = router({
  status: openQuery(z.void(), ({ core, secretsBackend, keychain, branchFile }) => {
    const enrolment = core.enrolment();
    return {
      enrolled: enrolment !== undefined,
      ...(enrolment ? standingIn(enrolment.grant) : standingBefore(branchFile)),
      secretsBackend,
      /** Set when the cloud put this till away and it said so: what became of what only it had. */
      farewell: readFarewell(core.db) ?? null,
      keychain,
    };
  }),
  /** How the installation wants this till to look, and what it was prepared for; null without a branch's file. */
  look: openQuery(z.void(), ({ branchFile }) => (branchFile ? lookOf(branchFile) : null)),
  enrol: action(
    'open',
    z.strictObject({ cloudUrl, code: textSchema(20).toUpperCase(), terminalName: textSchema(40) }),
    ({ enrolments }, input) => enrolments.enrol(input),
  ),
  /** Only where nobody works yet: the cloud looks at that too. */
  firstPerson: action('open', z.strictObject({ name: textSchema(60), pin: pinSchema }), ({ core, firstPerson }, input) =>
    core.enrolment()?.grant.staff.length === 0 ? firstPerson.hire(input) : refuse({ code: 'first-person.not-first' } as const),
  ),
  /** Unlinks this computer from its branch: a person who may, by their own PIN, whoever is logged in. */
  release: action('staff', z.strictObject({ staffId: idSchema, pin: pinSchema }), (call, input) => releaseTerminal(call, input)),
  changes: subscription('open', ({ core }, signal) => changes(core, signal)),
});

import { randomBytes } from 'node:crypto';
import { done, refuse } from '@fastops/shared/base/result';
import { grantSchema, type Grant } from '@fastops/shared/identity/grant';
import type { BranchCore } from '../core.ts';
import type { EnrolPort, SecretPort } from '../ports.ts';
import { forgetAllPinFailures } from '../modules/identity/identity.service.ts';
import { readGrant, readIdentity, saveEnrolment, saveGrant, saveIdentityAgain, type Identity } from '../modules/sync/sync.service.ts';
import { enrolAt, isRefused } from './cloud-client.ts';
import type { Incarnations } from './incarnations.ts';
import { newDeviceKey, seal, unseal, verifiedPayload } from './seal.ts';
import { readFarewell } from '../modules/sync/farewell.service.ts';

const DEVICE_KEY = 'device-key';
const SEAL_KEY = 'seal-key';
/** What of the keychain makes this computer somebody: its key, and what opens the grant with the PIN verifiers in it. */
export const OWN_SECRETS: readonly string[] = [DEVICE_KEY, SEAL_KEY];

export type KeyedIdentity = Identity & { readonly privateKey: string };

/** The identity in the file, together with the private key in the keychain; undefined before enrolment and after a farewell. */
export function storedIdentity(core: BranchCore, secrets: SecretPort): KeyedIdentity | undefined {
  return readFarewell(core.db) ? undefined : keyedIdentity(core, secrets);
}

/** The same, also while this till takes its leave. */
export function keyedIdentity(core: BranchCore, secrets: SecretPort): KeyedIdentity | undefined {
  const identity = readIdentity(core.db);
  const privateKey = secrets.read(DEVICE_KEY);
  return identity && privateKey ? { ...identity, privateKey } : undefined;
}

/**
 * Opens the kept grant, checks the cloud's signature again (the file may have been edited), and lets the core use it.
 * One that can't be opened or isn't the cloud's counts as none: the till starts, nobody may log in, and the sync loop asks for a new one.
 */
export function loadGrant(core: BranchCore, secrets: SecretPort): Grant | undefined {
  const identity = readIdentity(core.db);
  const sealed = identity && readGrant(core.db, identity.companyId);
  if (!identity || !sealed) return undefined;
  const grant = trusted(sealed, secrets, identity);
  if (grant) core.setEnrolment({ terminal: identity, grant });
  return grant;
}

/** The grant in force as the cloud signed it: a till shows it to the hub, which proves whose terminal it is. */
export function grantText(core: BranchCore, secrets: SecretPort): string | undefined {
  const identity = readIdentity(core.db);
  const sealed = identity && readGrant(core.db, identity.companyId);
  return sealed === undefined ? undefined : unseal(sealed, sealKey(secrets));
}

function trusted(sealed: string, secrets: SecretPort, identity: Identity): Grant | undefined {
  try {
    return checkedGrant(unseal(sealed, sealKey(secrets)), identity);
  } catch {
    return undefined;
  }
}

/** Takes a fresh grant from the cloud: verified, sealed, stored, in force at once. */
export function acceptGrant(core: BranchCore, secrets: SecretPort, jws: string): Grant {
  const identity = readIdentity(core.db);
  if (!identity) throw new Error('a grant without an enrolment');
  const grant = checkedGrant(jws, identity);
  core.transaction((db) => {
    saveGrant(db, identity.companyId, { version: grant.version, sealed: seal(jws, sealKey(secrets)) });
    forgetAllPinFailures(db, identity.companyId);
  }, []);
  core.setEnrolment({ terminal: identity, grant });
  core.announce(['identity']);
  return grant;
}

/** What enrolling needs of the rest of the till. */
export type EnrolParts = {
  readonly core: BranchCore;
  readonly secrets: SecretPort;
  readonly incarnations: Pick<Incarnations, 'begin'>;
  readonly onEnrolled: () => Promise<void>;
};

/**
 * The way in: a code becomes a key pair, an identity and, through `onEnrolled`, a first sync. A file that belongs to a terminal takes
 * only a code that was made for that terminal, which goes on with a new key and a log begun anew.
 */
export function enrolments({ core, secrets, incarnations, onEnrolled }: EnrolParts): EnrolPort {
  return {
    enrol: async ({ cloudUrl, code, terminalName }) => {
      const before = readIdentity(core.db);
      const key = newDeviceKey();
      const url = cloudUrl.replace(/\/+$/, '');
      let isKept = false;
      try {
        const again = before ? { terminalId: before.terminalId } : {};
        const reply = await enrolAt(url, { code, publicKey: key.publicKey, terminalName, ...again });
        // The key is safe before the file says "enrolled": the other order could lose it in a power cut.
        secrets.write(DEVICE_KEY, key.privateKey);
        core.transaction((db) => (before ? saveIdentityAgain : saveEnrolment)(db, url, reply), ['identity']);
        isKept = true;
        // Whoever had the old key may have written under the old stream.
        if (before) incarnations.begin('moved', reply);
        await onEnrolled();
        return done(reply);
      } catch (error) {
        // Once the identity is kept the code was good, whatever the first sync ran into.
        return refuse({ code: isKept ? 'enrol.failed' : refusalOf(error) });
      }
    },
  };
}

function refusalOf(error: unknown): 'enrol.other-terminal' | 'enrol.bad-code' | 'enrol.plan-full' | 'enrol.unreachable' {
  if (!isRefused(error)) return 'enrol.unreachable';
  if (error instanceof Error && error.message === 'plan.limit') return 'enrol.plan-full';
  return error instanceof Error && error.message === 'enrol.other-terminal' ? 'enrol.other-terminal' : 'enrol.bad-code';
}

function checkedGrant(jws: string, identity: Identity): Grant {
  const grant = grantSchema.parse(verifiedPayload(jws, identity.cloudKey));
  if (grant.terminalId !== identity.terminalId) throw new Error('this grant is another terminal’s');
  return grant;
}

function sealKey(secrets: SecretPort): Buffer {
  const known = secrets.read(SEAL_KEY);
  if (known) return Buffer.from(known, 'base64url');
  const fresh = randomBytes(32);
  secrets.write(SEAL_KEY, fresh.toString('base64url'));
  return fresh;
}

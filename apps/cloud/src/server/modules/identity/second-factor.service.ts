import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { Services, UserActor } from '../../context.ts';
import type { OpenSql } from '../../db/tenant-scope.ts';
import { auditAs } from '../audit/audit.service.ts';
import { findSeats, findUser } from './identity.store.ts';
import { confirmFactor, deleteFactor, insertFactor, isConfirmed, lockFactor, saveStep, takeRecovery } from './second-factor.store.ts';

/** What a second factor is handled with. */
export type FactorCall = Pick<Services, 'db' | 'devices' | 'factors' | 'logins' | 'machine'> & {
  readonly actor: UserActor;
  readonly address: string;
};
export type FactorRefusal = { readonly code: 'factor.wrong-code' | 'factor.not-begun' | 'factor.on-already' | 'password.wrong' };

const RECOVERY_CODES = 8;
// Without letters that look alike: people copy these from paper.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Whether the person's log-ins ask for a code. */
export async function hasFactor(call: FactorCall): Promise<boolean> {
  return call.db.beforeCompany((sql) => isConfirmed(sql, call.actor.userId));
}

/** A new secret, for an authenticator app to learn. It asks for nothing until its first code was right. */
export async function beginFactor(call: FactorCall): Promise<Result<{ secret: string; uri: string }, FactorRefusal>> {
  const fresh = call.factors.create(call.actor.email);
  return call.db.beforeCompany(async (sql) => {
    if (await isConfirmed(sql, call.actor.userId)) return refuse({ code: 'factor.on-already' });
    await insertFactor(sql, call.actor.userId, call.factors.seal(fresh.secret));
    return done(fresh);
  });
}

/** The first right code turns it on, and gives the codes for the day the phone is gone: they are shown this once. */
export async function turnOn(call: FactorCall, code: string): Promise<Result<{ recovery: string[] }, FactorRefusal>> {
  const { actor, machine, devices } = call;
  return call.db.beforeCompany(async (sql) => {
    const factor = await lockFactor(sql, actor.userId);
    if (!factor) return refuse({ code: 'factor.not-begun' });
    if (factor.confirmedAt !== null) return refuse({ code: 'factor.on-already' });
    const step = call.factors.stepOf(call.factors.open(factor.sealedSecret), code, machine.now());
    if (step === undefined) return refuse({ code: 'factor.wrong-code' });
    const recovery = Array.from({ length: RECOVERY_CODES }, () => recoveryCode(devices.random(10)));
    await confirmFactor(sql, actor.userId, { now: machine.now(), step, recovery: recovery.map(devices.sha256) });
    await tellCompanies(call, sql, 'second-factor.on');
    return done({ recovery });
  });
}

/** Needs the password again: an unlocked browser alone doesn't weaken an account. */
export async function turnOff(call: FactorCall, password: string): Promise<Result<null, FactorRefusal>> {
  const user = await call.db.beforeCompany((sql) => findUser(sql, call.actor.userId));
  if (!user || !(await call.logins.verify(password, user.passwordHash)).ok) return refuse({ code: 'password.wrong' });
  return call.db.beforeCompany(async (sql) => {
    await deleteFactor(sql, call.actor.userId);
    await tellCompanies(call, sql, 'second-factor.off');
    return done(null);
  });
}

/** What a log-in needs beside the password: nothing, a code, or another than the one that was given. */
export async function checkFactor(
  call: Pick<FactorCall, 'factors' | 'devices' | 'machine'>,
  sql: OpenSql,
  { userId, code }: { userId: string; code: string | undefined },
): Promise<'passed' | 'needed' | 'wrong'> {
  const factor = await lockFactor(sql, userId);
  if (!factor || factor.confirmedAt === null) return 'passed';
  if (code === undefined) return 'needed';
  const step = call.factors.stepOf(call.factors.open(factor.sealedSecret), code, call.machine.now());
  if (step === undefined) return (await takeRecovery(sql, userId, call.devices.sha256(code.trim().toLowerCase()))) ? 'passed' : 'wrong';
  // A code seen over somebody's shoulder is over with its first use.
  if (step <= factor.lastStep) return 'wrong';
  await saveStep(sql, userId, step);
  return 'passed';
}

function recoveryCode(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

async function tellCompanies(call: FactorCall, sql: OpenSql, action: string): Promise<void> {
  const { actor, machine, devices, address } = call;
  const by = { kind: 'user', id: actor.userId, name: actor.name, address, now: machine.now(), sha256: devices.sha256 } as const;
  for (const { companyId } of await findSeats(await sql.holding(actor.userId), actor.userId, null)) {
    await auditAs(await sql.enter(companyId), by, { action, subject: actor.userId, subjectName: actor.name });
  }
}

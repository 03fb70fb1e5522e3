import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { CallContext, OperatorActor, Services } from '../../context.ts';
import { auditAs, type AuditAuthor } from '../audit/audit.service.ts';
import { standingAt, type Standing } from '../subscriptions/overview.service.ts';
import { throttled } from '../identity/identity.service.ts';
import {
  companyLife,
  readUsage,
  searchCompanies,
  suspendCompany,
  type CompanyLife,
  type LifeRefusal,
  type Usage,
} from '../tenancy/life.service.ts';
import { deleteOperatorSession, findBySession, findOperator, findOwner, insertOperator, insertOperatorSession } from './operators.store.ts';

export type OperatorRefusal = {
  readonly code: 'login.wrong' | 'company.not-found' | 'company.nobody' | 'password.too-easy' | 'operator.known';
};
type LoginWait = { readonly code: 'login.wait'; readonly waitMs: number };
/** What operators work with. */
export type OperatorCall = Omit<CallContext, 'operator'> & { readonly operator: OperatorActor };
export type ListedCompany = CompanyLife & { readonly usage: Usage; readonly standing: Standing };

const DAY_MS = 86_400_000;
const SESSION_MS = 8 * 3_600_000;
const PAGE = 25;
/** An operator is somebody of a company for so long, and not a minute more. */
export const ACTING_MINUTES = 30;

/** The first operator, and each other one, is made on the machine itself: no page makes an operator. */
export async function createOperator(
  { db, logins, machine }: Pick<Services, 'db' | 'logins' | 'machine'>,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<Result<null, OperatorRefusal>> {
  if (password.length < 12 || !logins.isHardToGuess(password, [email, name])) return refuse({ code: 'password.too-easy' });
  const row = { id: machine.newId(), email: email.toLowerCase(), name, passwordHash: await logins.hash(password), now: machine.now() };
  return (await db.beforeCompany((sql) => insertOperator(sql, row))) ? done(null) : refuse({ code: 'operator.known' });
}

/** A log-in of its own, counted by account and address; an unknown e-mail takes as long as a known one. */
export async function operatorLogin(
  call: CallContext,
  { email, password }: { email: string; password: string },
): Promise<Result<{ token: string; name: string; maxAgeS: number }, OperatorRefusal | LoginWait>> {
  const { db, logins, machine, devices } = call;
  const now = machine.now();
  const tries = [
    { key: `operator:${email.toLowerCase()}`, free: 5 },
    { key: `operator-from:${call.address}`, free: 20 },
  ];
  const [waitMs, operator] = await db.beforeCompany(async (sql) => {
    const wait = await throttled(sql, tries, now);
    return [wait, wait > 0 ? undefined : await findOperator(sql, email.toLowerCase())] as const;
  });
  if (waitMs > 0) return refuse({ code: 'login.wait', waitMs });
  const check = await logins.verify(password, operator?.passwordHash ?? logins.decoy);
  if (!operator || !check.ok) return refuse({ code: 'login.wrong' });
  const token = Buffer.from(devices.random(32)).toString('base64url');
  const session = { tokenHash: devices.sha256(token), operatorId: operator.id, now, expiresAt: now + SESSION_MS };
  await db.beforeCompany((sql) => insertOperatorSession(sql, session));
  return done({ token, name: operator.name, maxAgeS: SESSION_MS / 1_000 });
}

/** Who holds this token; looked up at every request. */
export async function operatorOf(
  { db, devices, machine }: Pick<Services, 'db' | 'devices' | 'machine'>,
  token: string,
): Promise<OperatorActor | undefined> {
  const row = await db.beforeCompany((sql) => findBySession(sql, devices.sha256(token), machine.now()));
  return row && { kind: 'operator', ...row };
}

export async function operatorLogout({ db, devices }: Pick<Services, 'db' | 'devices'>, token: string): Promise<void> {
  await db.beforeCompany((sql) => deleteOperatorSession(sql, devices.sha256(token)));
}

/** A page of companies with what they use; `next` is the cursor of the following page. */
export async function companies(
  { db, machine }: OperatorCall,
  { text, after }: { text: string; after: string },
): Promise<{ companies: ListedCompany[]; next: string | null }> {
  const since = machine.now() - 30 * DAY_MS;
  return db.onPlatform(async (sql) => {
    const found = await searchCompanies(sql, { text, after, limit: PAGE + 1 });
    const page = found.slice(0, PAGE);
    const listed: ListedCompany[] = [];
    for (const life of page) {
      const inside = await sql.enter(life.companyId);
      listed.push({ ...life, usage: await readUsage(inside, since), standing: await standingAt(inside, machine.now()) });
    }
    const last = page.at(-1);
    return { companies: listed, next: found.length > PAGE && last ? `${last.name.toLowerCase()}|${last.companyId}` : null };
  });
}

export async function suspend(
  call: OperatorCall,
  { companyId, ...what }: { companyId: string; suspended: boolean; reason: string },
): Promise<Result<null, LifeRefusal>> {
  return call.db.inCompany(companyId, (sql) => suspendCompany({ ...call, sql, by: authorOf(call) }, what));
}

/**
 * Lets the operator look at a company as one of its owners: for half an hour, with the reason in the company's own log, with a
 * banner on every page, and without what is the owner's alone (people, PINs, passwords, exports, closing).
 */
export async function actAs(
  call: OperatorCall,
  { companyId, reason }: { companyId: string; reason: string },
): Promise<Result<{ cookie: string; until: number }, OperatorRefusal>> {
  const { db, operator, sessions } = call;
  const until = call.machine.now() + ACTING_MINUTES * 60_000;
  const owner = await db.inCompany(companyId, async (sql) => {
    const [life, found] = [await companyLife(sql), await findOwner(sql, companyId)];
    if (!life || !found) return undefined;
    await auditAs(sql, authorOf(call), {
      action: 'operator.came-in',
      subject: companyId,
      subjectName: life.name,
      after: { reason, as: found.name, until },
    });
    return found;
  });
  if (!owner) return refuse({ code: 'company.nobody' });
  const session = await sessions.create(owner.userId, {
    address: call.address,
    agent: call.agent,
    acting: { id: operator.id, name: operator.name, until },
  });
  await sessions.chooseBy(session.token, companyId);
  return done({ cookie: session.cookie, until });
}

/** The operator under their own name, in the company's log. */
export function authorOf({ operator, address, agent, machine, devices }: OperatorCall): AuditAuthor {
  return { kind: 'operator', id: operator.id, name: operator.name, address, device: agent, now: machine.now(), sha256: devices.sha256 };
}

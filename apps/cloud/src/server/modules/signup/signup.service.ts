import { done, refuse, type Result } from '@fastops/shared/base/result';
import { PROFILE_TAX } from '@fastops/shared/catalog/tax-profile';
import { isEasyPin } from '@fastops/shared/identity/pin-policy';
import { normalNit } from '@fastops/shared/tenancy/country';
import type { SignUp, SignUpDraft } from '@fastops/shared/tenancy/sign-up';
import type { CallContext } from '../../context.ts';
import type { OpenSql, TenantSql } from '../../db/tenant-scope.ts';
import { auditAs } from '../audit/audit.service.ts';
import { saveCatalog } from '../catalog/catalog.service.ts';
import { login, mailKnown, seatUser, throttled } from '../identity/identity.service.ts';
import { newToken } from '../identity/recovery.service.ts';
import { foundCompany, hireStaff, openBranchAt } from '../tenancy/tenancy.service.ts';
import { signUpMail, type MailLanguage } from './signup-mail.ts';
import { carryDraftOver, dropOldSignUps, findSignUp, insertSignUp, saveDraft, saveFounded, type SignUpRow } from './signup.store.ts';
import { starterMenu } from './starter-menu.ts';

export type SignUpRefusal =
  | { readonly code: 'sign-up.not-found' | 'sign-up.bad-nit' | 'password.too-easy' | 'password.wrong' | 'staff.easy-pin' }
  | { readonly code: 'login.code-needed' | 'login.code-wrong' | 'login.wrong' | 'login.no-company' }
  | { readonly code: 'login.wait'; readonly waitMs: number };

/** What the wizard ends with: the draft's words, and what is never kept in a draft. */
export type Finish = SignUp & {
  readonly token: string;
  readonly password: string;
  readonly code?: string | undefined;
  readonly cashier: { readonly name: string; readonly pin: string };
};
export type Founded = { readonly userId: string; readonly companyId: string; readonly branchId: string };

const GOOD_FOR_MS = 7 * 86_400_000;
const KEPT_FOR_MS = 30 * 86_400_000;
/** Letters to one mailbox, and from one address, that cost no wait. */
const FREE = { email: 3, address: 10 };

/** Mails the link that a sign-up goes on with. The answer says nothing of who is known: an account may found a second company. */
export async function requestSignUp(
  call: CallContext,
  { email, language }: { email: string; language: MailLanguage },
): Promise<Result<null, SignUpRefusal>> {
  const now = call.machine.now();
  const to = email.toLowerCase();
  const token = newToken(call);
  const tokenHash = call.devices.sha256(token);
  const tries = [
    { key: `sign-up:${to}`, free: FREE.email },
    { key: `sign-up-from:${call.address}`, free: FREE.address },
  ];
  const waitMs = await call.db.beforeCompany(async (sql) => {
    const wait = await throttled(sql, tries, now);
    if (wait > 0) return wait;
    await dropOldSignUps(sql, now - KEPT_FOR_MS);
    await insertSignUp(sql, { tokenHash, email: to, now, expiresAt: now + GOOD_FOR_MS });
    await carryDraftOver(sql, { tokenHash, email: to });
    await call.mail.queue(sql, signUpMail(to, language, `${call.publicUrl()}/registro#${token}`));
    return 0;
  });
  if (waitMs > 0) return refuse({ code: 'login.wait', waitMs });
  return done(null);
}

/** Where somebody with a letter is: what they said so far, or what they founded. */
export async function lookAtSignUp(
  call: CallContext,
  token: string,
): Promise<Result<SignUpRow & { readonly hasAccount: boolean }, SignUpRefusal>> {
  return call.db.beforeCompany(async (sql) => {
    const row = await findSignUp(sql, call.devices.sha256(token), call.machine.now());
    return row ? done({ ...row, hasAccount: await mailKnown(sql, row.email) }) : refuse({ code: 'sign-up.not-found' });
  });
}

/** Keeps what was said so far, so that the link goes on there on any device. */
export async function keepDraft(call: CallContext, input: { token: string; draft: SignUpDraft }): Promise<Result<null, SignUpRefusal>> {
  const tokenHash = call.devices.sha256(input.token);
  return call.db.beforeCompany(async (sql) => {
    const row = await findSignUp(sql, tokenHash, call.machine.now());
    if (!row || row.companyId !== null) return refuse({ code: 'sign-up.not-found' });
    await saveDraft(sql, tokenHash, input.draft);
    return done(null);
  });
}

/**
 * Founds the company in one go: the person, the company, its branch, a menu to begin with and somebody who may sell. Who has an
 * account says its password, with all that a log-in asks, so that a letter alone takes nobody's account anywhere.
 */
export async function finishSignUp(call: CallContext, input: Finish): Promise<Result<Founded, SignUpRefusal>> {
  const nit = normalNit(input.company.nit);
  if (nit === undefined) return refuse({ code: 'sign-up.bad-nit' });
  if (isEasyPin(input.cashier.pin)) return refuse({ code: 'staff.easy-pin' });
  const seen = await lookAtSignUp(call, input.token);
  if (!seen.ok) return seen;
  const { email, hasAccount } = seen.value;
  if (hasAccount) {
    const known = await login(call, { email, password: input.password, code: input.code });
    if (!known.ok && known.refusal.code !== 'login.no-company')
      return refuse(known.refusal.code === 'login.wrong' ? { code: 'password.wrong' } : known.refusal);
  } else if (!call.logins.isHardToGuess(input.password, [input.person, input.company.name, email]))
    return refuse({ code: 'password.too-easy' });
  const [passwordHash, pinHash] = await Promise.all([call.logins.hash(input.password), call.logins.hash(input.cashier.pin)]);
  return call.db.beforeCompany((sql) => found(call, sql, { ...input, nit, passwordHash, pinHash }));
}

type Ready = Finish & { readonly nit: string; readonly passwordHash: string; readonly pinHash: string };

async function found(call: CallContext, sql: OpenSql, input: Ready): Promise<Result<Founded, SignUpRefusal>> {
  const { machine, devices } = call;
  const tokenHash = devices.sha256(input.token);
  const row = await findSignUp(sql, tokenHash, machine.now());
  if (!row || row.companyId !== null) return refuse({ code: 'sign-up.not-found' });
  const [companyId, branchId] = [machine.newId(), machine.newId()];
  await saveFounded(sql, tokenHash, { companyId, branchId });
  const tenant = await sql.enter(companyId);
  await furnish(call, tenant, { ...input, branchId });
  const person = { id: machine.newId(), email: row.email, name: input.person, passwordHash: input.passwordHash };
  const userId = await seatUser(sql, { ...person, companyId, role: 'owner' });
  const by = { kind: 'user', id: userId, name: input.person, address: call.address, device: call.agent } as const;
  await auditAs(tenant, { ...by, now: machine.now(), sha256: devices.sha256 }, { ...foundedFact(input), subject: companyId });
  return done({ userId, companyId, branchId });
}

function foundedFact({ company, nit, branch, tax }: Ready) {
  return { action: 'company.founded', subjectName: company.name, after: { ...company, nit, branch: branch.name, tax } };
}

async function furnish(call: CallContext, sql: TenantSql, input: Ready & { readonly branchId: string }): Promise<void> {
  const { machine } = call;
  const { company, branch, branchId, nit, cashier } = input;
  const epoch = machine.newId();
  const now = machine.now();
  await foundCompany(sql, { name: company.name, legalName: company.legalName, nit, country: company.country, createdAt: now }, epoch);
  await openBranchAt(sql, { branchId, place: branch, tax: PROFILE_TAX[input.tax] }, epoch);
  const person = { id: machine.newId(), name: cashier.name, role: 'manager', pinHash: input.pinHash, branchId: null };
  await hireStaff(sql, person);
  const docs = starterMenu({ menu: input.menu, tax: PROFILE_TAX[input.tax], newId: machine.newId });
  await saveCatalog(sql, docs, { notify: call.fanout.notify, now });
}

import { hash } from 'node:crypto';
import { canonicalJson } from '@fastops/shared/base/canonical';
import { done, refuse, type Result } from '@fastops/shared/base/result';
import { APPROVAL_GOOD_MS, APPROVAL_WAIT_MS } from '@fastops/shared/identity/approval';
import type { Permission } from '@fastops/shared/identity/permissions';
import { couldAllow, type Approvable, type ApprovableRefusal } from '../allowed.ts';
import type { Actor } from '../context.ts';
import type { BranchCore } from '../core.ts';
import { actorOf } from '../modules/identity/identity.service.ts';

/** A command that was refused for want of a permission: it may be run once, as it was, when somebody who holds it says so. */
export type AskedApproval = Approvable & {
  readonly id: string;
  readonly command: string;
  readonly askedById: string;
  readonly askedAt: number;
  readonly granted: { readonly byId: string; readonly at: number } | undefined;
};

/** What this needs of a call: the client's own side of the line, and the clock and grant of the core. */
type Asker = {
  readonly connection: { readonly actor: Actor | undefined; approvals?: readonly AskedApproval[] };
  readonly core: BranchCore;
};

/** What a command refuses with when a supervisor at the till could allow it; `requestId` is what `identity.approve` is told. */
export type ApprovalNeeded = { readonly code: 'approval.needed'; readonly needs: Permission; readonly requestId: string };
export type ApproveRefusal = { readonly code: 'approval.gone' } | { readonly code: 'approval.not-allowed'; readonly name: string };

/** A window asks about one thing at a time; what it never came back for makes room. */
const MOST_ASKED = 8;

/** One command with its input, so that what was approved can't be exchanged for something else. */
export function commandMark(path: string, input: unknown): string {
  return hash('sha256', canonicalJson([path, input ?? null]), 'hex');
}

/** A refusal says which permission, or whose limit, would have done. */
export function neededBy(answer: Result<unknown>): Approvable | undefined {
  const refusal: ApprovableRefusal | undefined = answer.ok ? undefined : answer.refusal;
  if (refusal?.needs === undefined) return undefined;
  return refusal.over === undefined ? { needs: refusal.needs } : { needs: refusal.needs, over: refusal.over };
}

/** Keeps the question on this side of the line, and answers its id. */
export function askApproval(call: Asker, asked: Approvable & { command: string; askedById: string }): string {
  const { connection, core } = call;
  const id = core.machine.newId();
  const now = core.machine.now();
  const waiting = (connection.approvals ?? []).filter(({ command, askedAt }) => command !== asked.command && !isOver(askedAt, now));
  connection.approvals = [...waiting.slice(1 - MOST_ASKED), { ...asked, id, askedAt: now, granted: undefined }];
  return id;
}

/** The question this window asked, as long as it waits. */
export function findAsked({ connection, core }: Asker, requestId: string): AskedApproval | undefined {
  return connection.approvals?.find(({ id, askedAt }) => id === requestId && !isOver(askedAt, core.machine.now()));
}

/** A supervisor said yes; the PIN was checked before. The approval is good for the same command, once, for a minute. */
export function grantApproval(call: Asker, requestId: string, approver: Actor): Result<null, ApproveRefusal> {
  const { connection, core } = call;
  const asked = findAsked(call, requestId);
  if (!asked || asked.askedById !== connection.actor?.id) return refuse({ code: 'approval.gone' });
  if (!couldAllow(approver, asked)) return refuse({ code: 'approval.not-allowed', name: approver.name });
  const granted = { byId: approver.id, at: core.machine.now() };
  connection.approvals = (connection.approvals ?? []).map((each) => (each.id === requestId ? { ...each, granted } : each));
  return done(null);
}

/** Whoever approved just this command for just this person; the approval is gone with the asking, whatever comes of it. */
export function takeApproval({ connection, core }: Asker, commandOf: () => string, actor: Actor): Actor | undefined {
  const given = connection.approvals?.flatMap(({ granted, ...each }) => (granted ? [{ ...each, ...granted }] : [])) ?? [];
  if (given.length === 0) return undefined;
  const command = commandOf();
  const approval = given.find((each) => each.command === command);
  if (!approval) return undefined;
  connection.approvals = connection.approvals?.filter(({ id }) => id !== approval.id) ?? [];
  const age = core.machine.now() - approval.at;
  if (approval.askedById !== actor.id || age < 0 || age > APPROVAL_GOOD_MS) return undefined;
  return staffNow(core, approval.byId);
}

/** As the grant in force describes them now: taken away in between is taken away. */
function staffNow(core: BranchCore, staffId: string): Actor | undefined {
  const grant = core.enrolment()?.grant;
  const staff = grant?.staff.find(({ id }) => id === staffId);
  return grant && staff && actorOf(staff, grant);
}

function isOver(askedAt: number, now: number): boolean {
  return now < askedAt || now - askedAt > APPROVAL_WAIT_MS;
}

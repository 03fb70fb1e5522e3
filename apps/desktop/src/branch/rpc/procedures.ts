import { initTRPC, TRPCError } from '@trpc/server';
import type { z } from 'zod';
import { APPROVABLE } from '@fastops/shared/identity/approval';
import { may, type Permission } from '@fastops/shared/identity/permissions';
import type { Result } from '@fastops/shared/base/result';
import type { BranchFile } from '@fastops/shared/releases/branch-file';
import type { LanPeer } from '@fastops/shared/lan/lan.events';
import type { Approvable } from '../allowed.ts';
import type { Actor, ReadContext, Terminal, WriteContext } from '../context.ts';
import { DISK_FULL, type BranchCore } from '../core.ts';
import { actorOf } from '../modules/identity/identity.service.ts';
import type { ReceiptPort } from '../modules/custody/custody.port.ts';
import type { BackupPort } from '../modules/backups/backups.port.ts';
import type { LoginPort } from '../modules/identity/identity.port.ts';
import type { RemovalPort } from '../modules/sync/removal.port.ts';
import type { ExportPort } from '../modules/sync/sync.port.ts';
import type { LanPort } from '../modules/lan/lan.port.ts';
import type { CounterPort } from '../modules/counter/counter.port.ts';
import type { PrinterFinder } from '../modules/printing/printing.port.ts';
import type { FitnessPort } from '../modules/fitness/fitness.port.ts';
import type { UpdatePort } from '../modules/updates/updates.port.ts';
import type { ReleasePort } from '../modules/terminal/release.port.ts';
import type { EnrolPort, FirstPersonPort, LinkPort, SecretPort } from '../ports.ts';
import { inputFault } from './input-fault.ts';
import { askApproval, commandMark, neededBy, takeApproval, type ApprovalNeeded, type AskedApproval } from './approvals.ts';

/** One client of the branch server: a window, a headless caller, later a kitchen screen. Who is logged in stays on this side. */
export type Connection = {
  actor: Actor | undefined;
  /** The grant that the actor's permissions come from; when another is in force they are read again. */
  grantVersion?: number;
  /** What this client asked a supervisor for; see `approvals.ts`. */
  approvals?: readonly AskedApproval[];
  /** Set when the client came through the LAN door: the key it proved, and what that key is paired as right now. */
  readonly lan?: { readonly certificate: string; readonly address: string; peer(): LanPeer | undefined };
};

/** What a call arrives with. */
export type CallContext = Services & { readonly connection: Connection };

/** What procedures reach the world through. Made once in `compose.ts`. */
export type Services = {
  readonly core: BranchCore;
  readonly logins: LoginPort;
  readonly enrolments: EnrolPort;
  readonly link: LinkPort;
  readonly backups: BackupPort;
  readonly receipts: ReceiptPort;
  readonly exports: ExportPort;
  readonly releases: ReleasePort;
  readonly removals: RemovalPort;
  readonly secretsBackend: string;
  readonly keychain: SecretPort['keychain'];
  readonly lan: LanPort;
  readonly printerFinder: PrinterFinder;
  readonly updates: UpdatePort;
  readonly fitness: FitnessPort;
  readonly firstPerson: FirstPersonPort;
  readonly counter: CounterPort;
  /** What came with the installation for this branch; undefined without one. */
  readonly branchFile: BranchFile | undefined;
};

/** Every procedure says who may call it: a permission, `open` (before log-in), `staff` (anyone logged in) or `peer` (a paired key). */
export type ProcedureMeta = { readonly auth: StaffAuth | 'peer' };
type StaffAuth = Permission | 'open' | 'staff';

const t = initTRPC
  .context<CallContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter: ({ shape, error }) => ({
      code: shape.code,
      message: error.code === 'INTERNAL_SERVER_ERROR' ? 'internal' : shape.message,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, ...inputFault(error.cause) },
    }),
  });

/** What must work on a full disk: counting the drawer and closing the shift. Selling may not eat up the room for that. */
const RESERVED_FOR: ReadonlySet<ProcedureMeta['auth']> = new Set<ProcedureMeta['auth']>(['cash.close']);

/** Another till of the shop was first with this order; what it did is on its way to this screen. */
const CHANGED_ELSEWHERE = { ok: false, refusal: { code: 'order.changed-elsewhere' } } as const satisfies Result<never>;

/** Its row came with a snapshot, its facts are in the cloud, and that can't be reached. */
const FACTS_ELSEWHERE = { ok: false, refusal: { code: 'order.facts-elsewhere' } } as const satisfies Result<never>;

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** Asked before the input is looked at: whoever may not, learns nothing of what would have been good. */
function guarded(auth: StaffAuth, asksSupervisor = false) {
  return t.procedure.meta({ auth }).use(({ ctx, next }) => {
    if (asksSupervisor && auth !== 'open' && auth !== 'staff' && APPROVABLE.has(auth)) actorOfCall(ctx);
    else if (auth !== 'open') authorised(ctx, auth);
    return next();
  });
}

/** A use case that reads. */
export function query<S extends z.ZodType, R>(auth: StaffAuth, schema: S, run: (ctx: ReadContext, input: z.output<S>) => R) {
  return guarded(auth)
    .input(schema)
    .query(({ ctx, input }) => run(readContext(ctx, auth), input as z.output<S>));
}

/** A question about one order, whose facts may have to be brought from the cloud first. */
export function orderQuery<S extends z.ZodType, R extends Result<unknown>>(
  auth: StaffAuth,
  schema: S,
  run: (ctx: ReadContext, input: z.output<S>) => R,
) {
  return guarded(auth)
    .input(schema)
    .query(({ ctx, input }): R | Promise<R> => {
      authorised(ctx, auth);
      return onceWhole(ctx, input, () => run(readContext(ctx, auth), input as z.output<S>));
    });
}

/** Runs at once, or when the order that the input names has its facts here. */
function onceWhole<R extends Result<unknown>>({ link }: CallContext, input: unknown, run: () => R): R | Promise<R> {
  const orderId = orderIn(input);
  const whole = orderId === undefined || link.bring(orderId);
  return whole === true ? run() : whole.then((isHere) => (isHere ? run() : (FACTS_ELSEWHERE as R)));
}

/**
 * A use case that changes something: one transaction, opened here and nowhere else.
 * A refusal rolls back and is answered as a value; a bug throws, rolls back and is answered as `internal`.
 * One that a supervisor at the till could allow (the permission is missing, or the service refused with `needs`) is
 * answered with a `requestId`; after `identity.approve` the same command runs once, and its facts name both people.
 */
export function command<S extends z.ZodType, R extends Result<unknown>>(
  auth: StaffAuth,
  schema: S,
  run: (ctx: WriteContext, input: z.output<S>) => R,
) {
  return guarded(auth, true)
    .input(schema)
    .mutation(({ ctx, input, path }): R | Unapproved | Promise<R> => {
      const { actor, approver, asked } = approvable(ctx, { path, input });
      const missing = missingPermission(auth, actor, approver);
      if (missing) return { ok: false, refusal: { code: 'approval.needed', ...asked({ needs: missing }) } };
      const execute = () => ctx.core.execute(actor, (write) => run(write, input as z.output<S>), approver);
      const answered = (): R => {
        const answer = execute();
        const mayUseReserve = !answer.ok && answer.refusal.code === DISK_FULL && RESERVED_FOR.has(auth);
        if (mayUseReserve && ctx.core.reserve.release()) return execute();
        const needed = neededBy(answer);
        return needed && !answer.ok ? ({ ...answer, refusal: { ...answer.refusal, ...asked(needed) } } as R) : answer;
      };
      const orderId = orderIn(input);
      if (orderId === undefined) return answered();
      const onceClaimed = () => onceWhole(ctx, input, answered);
      const claimed = ctx.lan.claim(orderId);
      if (typeof claimed !== 'boolean') return claimed.then((mine) => (mine ? onceClaimed() : (CHANGED_ELSEWHERE as R)));
      return claimed ? onceClaimed() : (CHANGED_ELSEWHERE as R);
    });
}

type Unapproved = { readonly ok: false; readonly refusal: ApprovalNeeded };

type Called = { readonly path: string; readonly input: unknown };

/** Who calls, who approved just this call, and how to ask for somebody who does. */
function approvable(call: CallContext, { path, input }: Called) {
  const actor = actorOfCall(call);
  // Most commands ask nobody, and pay for no hash.
  const command = () => commandMark(path, input);
  const asked = (needed: Approvable) => ({
    ...needed,
    requestId: askApproval(call, { command: command(), ...needed, askedById: actor.id }),
  });
  return { actor, approver: takeApproval(call, command, actor), asked };
}

/** What a supervisor would have to allow; throws when nobody at the till can. */
function missingPermission(auth: StaffAuth, actor: Actor, approver: Actor | undefined): Permission | undefined {
  if (auth === 'open' || auth === 'staff') return undefined;
  if (may(actor.permissions, auth) || (approver && may(approver.permissions, auth))) return undefined;
  if (!APPROVABLE.has(auth)) throw new TRPCError({ code: 'FORBIDDEN', message: `needs ${auth}` });
  return auth;
}

/** Something outside the log (log in, enrol, try a printer): may wait, and opens its own commands through the core. */
export function action<S extends z.ZodType, R>(auth: StaffAuth, schema: S, run: (call: CallContext, input: z.output<S>) => Promise<R> | R) {
  return guarded(auth)
    .input(schema)
    .mutation(({ ctx, input }) => run(ctx, input as z.output<S>));
}

/** A question that needs no enrolled terminal and no log-in: what the first screens ask. */
export function openQuery<S extends z.ZodType, R>(schema: S, run: (call: CallContext, input: z.output<S>) => R) {
  return t.procedure
    .meta({ auth: 'open' })
    .input(schema)
    .query(({ ctx, input }) => run(ctx, input as z.output<S>));
}

/** A look at something outside the log (copies on a disk): needs a log-in, opens no transaction. */
export function look<S extends z.ZodType, R>(auth: Permission | 'staff', schema: S, run: (call: CallContext, input: z.output<S>) => R) {
  return guarded(auth)
    .input(schema)
    .query(({ ctx, input }) => run(ctx, input as z.output<S>));
}

/** A stream of changes. */
export function subscription<R>(auth: StaffAuth, run: (call: CallContext, signal: AbortSignal) => AsyncIterable<R>) {
  return guarded(auth).subscription(async function* ({ ctx, signal }) {
    yield* run(ctx, signal ?? new AbortController().signal);
  });
}

/** A call from a paired key. */
export type PeerCall = CallContext & { readonly peer: LanPeer; readonly terminal: Terminal };

/** What a paired peer may ask or bring through the LAN door; the key is looked up at every call, so that one taken back is nobody. */
export function peerAction<S extends z.ZodType, R>(schema: S, run: (call: PeerCall, input: z.output<S>) => R) {
  return t.procedure
    .meta({ auth: 'peer' })
    .input(schema)
    .mutation(({ ctx, input }) => run(peerCall(ctx), input as z.output<S>));
}

/** What a paired peer listens to. */
export function peerSubscription<R>(run: (call: PeerCall, signal: AbortSignal) => AsyncIterable<R>) {
  return t.procedure.meta({ auth: 'peer' }).subscription(async function* ({ ctx, signal }) {
    yield* run(peerCall(ctx), signal ?? new AbortController().signal);
  });
}

function peerCall(call: CallContext): PeerCall {
  const peer = call.connection.lan?.peer();
  const terminal = call.core.enrolment()?.terminal;
  if (!peer || !terminal) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'pairing-needed' });
  return { ...call, peer, terminal };
}

/** Which order a command changes: they all name it alike. */
function orderIn(input: unknown): string | undefined {
  const named = typeof input === 'object' && input !== null && 'orderId' in input ? input.orderId : undefined;
  return typeof named === 'string' ? named : undefined;
}

function readContext(call: CallContext, auth: StaffAuth): ReadContext {
  return call.core.readContext(authorised(call, auth));
}

function authorised(call: CallContext, auth: StaffAuth): Actor {
  const actor = currentActor(call);
  if (!actor) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'login-needed' });
  if (auth !== 'open' && auth !== 'staff' && !may(actor.permissions, auth)) {
    throw new TRPCError({ code: 'FORBIDDEN', message: `needs ${auth}` });
  }
  return actor;
}

/** Whoever an action was authorised for; only inside one that asks for a log-in. */
export function actorOfCall(call: CallContext): Actor {
  const actor = currentActor(call);
  if (!actor) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'login-needed' });
  return actor;
}

/** Whoever logged in, with what the grant in force allows them: taken away in the cloud is taken away at the next call. */
export function currentActor({ connection, core }: CallContext): Actor | undefined {
  const grant = core.enrolment()?.grant;
  if (connection.grantVersion === undefined || !grant || connection.grantVersion === grant.version) return connection.actor;
  const staff = grant.staff.find(({ id }) => id === connection.actor?.id);
  connection.actor = staff && actorOf(staff, grant);
  connection.grantVersion = grant.version;
  return connection.actor;
}

import { initTRPC, TRPCError } from '@trpc/server';
import type { OpenApiMeta } from 'trpc-to-openapi';
import { z } from 'zod';
import { mayAnywhere, mayAt, reachOf, type Reach } from '@fastops/shared/identity/access';
import { may, type Permission } from '@fastops/shared/identity/permissions';
import type { Refusal, Result } from '@fastops/shared/base/result';
import { MODULE_OF } from '@fastops/shared/subscriptions/plan';
import type { CallContext, OperatorActor, ProcedureMeta, TerminalActor, UserActor } from '../context.ts';
import type { OpenSql, TenantSql } from '../db/tenant-scope.ts';
import { isDeeperThan } from './input-depth.ts';
import { holdsModule } from '../modules/subscriptions/subscriptions.service.ts';

type Meta = ProcedureMeta & OpenApiMeta;

const t = initTRPC
  .context<CallContext>()
  .meta<Meta>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => ({
      code: shape.code,
      message: messageOf(error),
      data: { code: codeOf(error), httpStatus: shape.data.httpStatus, requestId: ctx?.requestId ?? '', ...factsOf(error) },
    }),
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  });

export const router = t.router;

/** No input of ours comes near; much deeper, and whatever walks it by calling itself runs out of stack, ours as the database's. */
const DEEPEST = 60;

/** No input is undefined, however it was spelled: JSON has no word for it, and a client that has nothing to say sends no body. */
const procedure = t.procedure.use(async ({ next, getRawInput, ctx, path }) => {
  const from = performance.now();
  const answer = await next({
    getRawInput: async () => {
      const input = (await getRawInput()) ?? undefined;
      if (isDeeperThan(input, DEEPEST)) throw new TRPCError({ code: 'BAD_REQUEST', message: 'input.too-deep' });
      return input;
    },
  });
  ctx.watch?.call({ path, outcome: answer.ok ? 'ok' : answer.error.code, seconds: (performance.now() - from) / 1_000 });
  return answer;
});

/** A refusal on its way out: the code and its facts reach the client, the sentence is made there. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** What a use case in a company may use: its transaction and its caller. */
export type CompanyCall<A> = CallContext & { readonly actor: A; readonly sql: TenantSql };
/** What a use case before a company is known may use. */
export type OpenCall = CallContext & { readonly sql: OpenSql };

/** Where a procedure is in the public API, and what it promises to answer there. */
export type Rest = NonNullable<OpenApiMeta['openapi']> & { readonly tags: string[]; readonly summary: string; readonly answer: z.ZodType };

/** Nobody logged in yet: log-in, enrolment, challenges. */
export function publicProcedure<S extends z.ZodType>(schema: S, rest?: Rest) {
  const base = promising(procedure.meta(metaOf('public', rest)).input(schema), rest);
  return {
    query: <R>(run: (call: OpenCall, input: z.output<S>) => Promise<R>) =>
      base.query(({ ctx, input }) => open(ctx, (call) => run(call, input as z.output<S>))),
    mutation: <R>(run: (call: OpenCall, input: z.output<S>) => Promise<Result<R>>) =>
      base.mutation(({ ctx, input }) => open(ctx, async (call) => unwrap(await run(call, input as z.output<S>)))),
    /** Opens its own transactions: what it counts (wrong passwords) must stay even when the answer is no. */
    action: <R>(run: (call: CallContext, input: z.output<S>) => Promise<Result<R>>) =>
      base.mutation(({ ctx, input }) => answered(async () => unwrap(await run(ctx, input as z.output<S>)))),
  };
}

/** What a person must be allowed to do; `user`: nothing but to be logged in. */
type Asked = Permission | 'user';

/** A person with a permission in the whole of the company the session is in. */
export function userProcedure<S extends z.ZodType>(auth: Asked, schema: S, rest?: Rest) {
  return personProcedure({ auth, schema, rest }, (actor) => allowed(actor, mayCompanyWide(actor, auth)));
}

/** A person with a permission at the branch that the input names; without one (`null`), in the whole company. */
export function branchProcedure<S extends z.ZodType<{ branchId: string | null }>>(auth: Permission, schema: S, rest?: Rest) {
  return personProcedure({ auth, schema, rest }, (actor, { branchId }) =>
    allowed(actor, branchId === null ? mayCompanyWide(actor, auth) : mayAt(actor.access, auth, branchId)),
  );
}

/** A person with a permission at one branch at least. What they are shown or change must stay within `reach`. */
export function reachProcedure<S extends z.ZodType>(auth: Permission, schema: S, rest?: Rest) {
  return personProcedure({ auth, schema, rest }, (actor) => ({
    ...allowed(actor, mayAnywhere(actor.access, auth)),
    reach: reachOf(actor.access, auth),
  }));
}

/** Somebody who was let in for what they may do at some branches. */
export type ReachingActor = UserActor & { readonly reach: Reach };

function personProcedure<S extends z.ZodType, A extends UserActor>(
  { auth, schema, rest }: { auth: Asked; schema: S; rest: Rest | undefined },
  guard: (actor: UserActor, input: z.output<S>) => A,
) {
  const base = promising(procedure.meta(metaOf(auth, rest)).input(schema), rest);
  const run = async <R>(ctx: CallContext, raw: unknown, act: (call: CompanyCall<A>, input: z.output<S>) => Promise<R>) => {
    const input = raw as z.output<S>;
    const guarded = (actor: UserActor) => guard(actor, input);
    return asPerson(ctx, guarded, async (call) => (await within(auth, call), act(call, input)));
  };
  const change: typeof run = async (ctx, raw, act) => {
    const input = raw as z.output<S>;
    const { once } = ctx;
    const guarded = (actor: UserActor) => changing(auth, guard(actor, input));
    return asPerson(ctx, guarded, async (call) => {
      await within(auth, call);
      return once ? once(call.sql, () => act(call, input)) : act(call, input);
    });
  };
  return {
    query: <R>(act: (call: CompanyCall<A>, input: z.output<S>) => Promise<R>) => base.query(({ ctx, input }) => run(ctx, input, act)),
    /** A question that may find nothing: "not yours" and "not there" are the same answer. */
    find: <R>(act: (call: CompanyCall<A>, input: z.output<S>) => Promise<Result<R>>) =>
      base.query(({ ctx, input }) => run(ctx, input, async (call, asked) => unwrap(await act(call, asked)))),
    mutation: <R>(act: (call: CompanyCall<A>, input: z.output<S>) => Promise<Result<R>>) =>
      base.mutation(({ ctx, input }) => change(ctx, input, async (call, asked) => unwrap(await act(call, asked)))),
    /** Outside the company's transaction: what concerns the person, in all of their companies. */
    action: <R>(act: (call: CallContext & { readonly actor: A }, input: z.output<S>) => Promise<Result<R>>) =>
      base.mutation(({ ctx, input: raw }) =>
        answered(async () => {
          const input = raw as z.output<S>;
          return unwrap(await act({ ...ctx, actor: changing(auth, guard(await personOf(ctx), input)) }, input));
        }),
      ),
  };
}

/** A person's own account: theirs alone, also while an operator looks with their eyes. */
export function selfProcedure<S extends z.ZodType>(schema: S) {
  return personProcedure({ auth: 'user', schema, rest: undefined }, (actor) => {
    if (actor.operator) throw new TRPCError({ code: 'FORBIDDEN', message: 'operator.not-theirs' });
    if (actor.apiKey) throw new TRPCError({ code: 'FORBIDDEN', message: 'api-key.no-person' });
    return actor;
  });
}

/** Somebody who runs the platform; a log-in of a company is none, whatever its role. */
export function operatorProcedure<S extends z.ZodType>(schema: S) {
  const base = procedure.meta(metaOf('operator')).input(schema);
  const ask = async (ctx: CallContext) => {
    const operator = await ctx.operator();
    if (!operator) throw loginNeeded();
    return { ...ctx, operator };
  };
  return {
    query: <R>(run: (call: OperatorCall, input: z.output<S>) => Promise<R>) =>
      base.query(({ ctx, input }) => answered(async () => run(await ask(ctx), input as z.output<S>))),
    /** A question that may find nothing. */
    find: <R>(run: (call: OperatorCall, input: z.output<S>) => Promise<Result<R>>) =>
      base.query(({ ctx, input }) => answered(async () => unwrap(await run(await ask(ctx), input as z.output<S>)))),
    action: <R>(run: (call: OperatorCall, input: z.output<S>) => Promise<Result<R>>) =>
      base.mutation(({ ctx, input }) => answered(async () => unwrap(await run(await ask(ctx), input as z.output<S>)))),
  };
}

/** What an operator's use case may use. */
export type OperatorCall = Omit<CallContext, 'operator'> & { readonly operator: OperatorActor };

/** The cookie of an operator's log-in; an empty token takes it away. */
export function operatorCookie({ secureCookie }: Pick<CallContext, 'secureCookie'>, token: string, maxAgeS: number): string {
  return `fastops_operator=${token}; HttpOnly; Path=/; SameSite=Strict; Max-Age=${maxAgeS}${secureCookie ? '; Secure' : ''}`;
}

/** An enrolled terminal; company and branch come from its credential, never from the input. */
export function terminalProcedure<S extends z.ZodType>(schema: S) {
  const base = procedure.meta(metaOf('terminal')).input(schema);
  return {
    query: <R>(run: (call: CompanyCall<TerminalActor>, input: z.output<S>) => Promise<R>) =>
      base.query(({ ctx, input }) => asTerminal(ctx, (call) => run(call, input as z.output<S>))),
    mutation: <R>(run: (call: CompanyCall<TerminalActor>, input: z.output<S>) => Promise<R>) =>
      base.mutation(({ ctx, input }) => asTerminal(ctx, (call) => run(call, input as z.output<S>))),
    /** One that may be refused. */
    request: <R>(run: (call: CompanyCall<TerminalActor>, input: z.output<S>) => Promise<Result<R>>) =>
      base.mutation(({ ctx, input }) => asTerminal(ctx, async (call) => unwrap(await run(call, input as z.output<S>)))),
  };
}

/** A listener is asked again who it is before news that come later than this after the last time. */
const TRUSTED_FOR_MS = 5_000;

/** A stream of news for whoever the guard lets in, for as long as it does. */
export function liveProcedure<A extends UserActor | TerminalActor, R>(
  auth: ProcedureMeta['auth'],
  {
    listen,
    first,
  }: { listen: (call: CallContext & { actor: A }, signal: AbortSignal) => AsyncIterable<R>; first: (call: CompanyCall<A>) => Promise<R[]> },
) {
  return t.procedure.meta(metaOf(auth)).subscription(async function* ({ ctx, signal }) {
    const check = async () => (auth === 'terminal' ? await terminalOf(ctx) : await listenerOf(ctx, auth)) as A;
    const actor = await check();
    let checkedAt = ctx.machine.now();
    // Listening begins before the look at how things are: nothing falls between the two.
    const later = listen({ ...ctx, actor }, signal ?? new AbortController().signal);
    yield* await inCompany(ctx, actor, first);
    for await (const news of later) {
      if (ctx.machine.now() - checkedAt > TRUSTED_FOR_MS) {
        await check();
        checkedAt = ctx.machine.now();
      }
      yield news;
    }
  });
}

function metaOf(auth: ProcedureMeta['auth'], rest?: Rest): Meta {
  if (!rest) return { auth };
  const { answer: _, ...openapi } = rest;
  return { auth, openapi: { ...openapi, protect: auth !== 'public' } };
}

/** The answer is checked against what the API promises; its type stays the use case's own, which says more. */
function promising<B extends { output(schema: z.ZodType): unknown }>(base: B, rest: Rest | undefined): B {
  return rest ? (base.output(rest.answer) as B) : base;
}

function open<R>(ctx: CallContext, run: (call: OpenCall) => Promise<R>): Promise<R> {
  return answered(() => ctx.db.beforeCompany((sql) => run({ ...ctx, sql })));
}

function inCompany<A extends UserActor | TerminalActor, R>(
  ctx: CallContext,
  actor: A,
  run: (call: CompanyCall<A>) => Promise<R>,
): Promise<R> {
  return answered(() => ctx.db.inCompany(actor.companyId, (sql) => run({ ...ctx, actor, sql })));
}

/** Who it is and what they may do is looked up in the transaction that does the work, as for a terminal: one in place of three. */
async function asPerson<A extends UserActor, R>(
  ctx: CallContext,
  guard: (actor: UserActor) => A,
  run: (call: CompanyCall<A>) => Promise<R>,
): Promise<R> {
  return answered(async () => {
    const seatIn = await ctx.seating();
    return ctx.db.beforeCompany(async (open) => {
      const seat = await seatIn(open);
      if (!seat) throw loginNeeded();
      return run({ ...ctx, actor: guard(seat.actor), sql: seat.sql });
    });
  });
}

/** Looked up in the transaction that does the work: a till's calls are many and short, and each transaction costs two turns of the wire. */
async function asTerminal<R>(ctx: CallContext, run: (call: CompanyCall<TerminalActor>) => Promise<R>): Promise<R> {
  const claim = await ctx.claim();
  if (!claim) throw unproven();
  return answered(() =>
    ctx.db.inCompany(claim.companyId, async (sql) => {
      const actor = await claim.actorIn(sql);
      if (!actor) throw unproven();
      return run({ ...ctx, actor, sql });
    }),
  );
}

/** A stopped company can be seen, taken along, paid for and closed; nothing else of it changes. */
function changing<A extends UserActor>(auth: Asked, actor: A): A {
  if (actor.stopped !== undefined && auth !== 'user' && auth !== 'company.manage')
    throw new TRPCError({ code: 'FORBIDDEN', message: actor.stopped === 'unpaid' ? 'subscription.over' : 'company.stopped' });
  return actor;
}

/** What a permission is about must be in the company's plan. */
async function within(auth: Asked, { sql, machine }: Pick<CompanyCall<UserActor>, 'sql' | 'machine'>): Promise<void> {
  const module = auth === 'user' ? undefined : MODULE_OF[auth];
  if (module !== undefined) unwrap(await holdsModule(sql, module, machine.now()));
}

function loginNeeded(): TRPCError {
  return new TRPCError({ code: 'UNAUTHORIZED', message: 'login.needed' });
}

function unproven(): TRPCError {
  return new TRPCError({ code: 'UNAUTHORIZED', message: 'terminal.unproven' });
}

function unwrap<R>(result: Result<R>): R {
  if (!result.ok) throw new Refused(result.refusal);
  return result.value;
}

const HTTP_OF: Readonly<Record<string, TRPCError['code']>> = {
  'login.wrong': 'UNAUTHORIZED',
  'login.code-needed': 'UNAUTHORIZED',
  'login.code-wrong': 'UNAUTHORIZED',
  'login.wait': 'TOO_MANY_REQUESTS',
  'terminal.unproven': 'UNAUTHORIZED',
  'idempotency.other-request': 'UNPROCESSABLE_CONTENT',
  'refresh.over': 'UNAUTHORIZED',
  'refresh.reused': 'UNAUTHORIZED',
};

/** Families of refusals that mean the same everywhere, by how their code ends. */
const CODE_OF_ENDING: readonly (readonly [string, TRPCError['code']])[] = [
  ['not-found', 'NOT_FOUND'],
  ['.conflict', 'CONFLICT'],
  ['changed-meanwhile', 'CONFLICT'],
];

function httpCodeOf({ code }: Refusal): TRPCError['code'] {
  return HTTP_OF[code] ?? CODE_OF_ENDING.find(([ending]) => code.endsWith(ending))?.[1] ?? 'BAD_REQUEST';
}

// Refusals and the database's own "no" (bad value, broken constraint) are the caller's; the rest is ours.
async function answered<R>(run: () => Promise<R>): Promise<R> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refused) {
      throw new TRPCError({ code: httpCodeOf(error.refusal), message: error.refusal.code, cause: error });
    }
    if (isPassing(error)) throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'try-again', cause: error });
    const sqlState = z.object({ code: z.string().regex(/^(22|23)[0-9A-Z]{3}$/) }).safeParse(error);
    if (sqlState.success) throw new TRPCError({ code: 'BAD_REQUEST', message: 'input.unacceptable' });
    throw error;
  }
}

/**
 * Whether it will pass by itself: a lock or a statement that took too long, a server that restarts or has no room, a line
 * that broke. The caller may say the same thing again, and nothing of it was kept.
 */
function isPassing(error: unknown): boolean {
  const passing = z.object({
    code: z.string().regex(/^(55P03|57014|57P0[1-5]|53[0-9A-Z]{3}|08[0-9A-Z]{3}|40001|40P01|CONNECT.*|ECONN.*)$/),
  });
  return passing.safeParse(error).success;
}

function mayCompanyWide({ access }: UserActor, auth: ProcedureMeta['auth']): boolean {
  return !isPermission(auth) || may(access.company, auth);
}

function allowed(actor: UserActor, isAllowed: boolean): UserActor {
  if (!isAllowed) throw new TRPCError({ code: 'FORBIDDEN', message: 'permission.missing' });
  return actor;
}

async function personOf(ctx: CallContext): Promise<UserActor> {
  const actor = await ctx.identify();
  if (actor?.kind !== 'user') throw loginNeeded();
  return actor;
}

/** News say only that something happened; what, the page asks with its own rights. */
async function listenerOf(ctx: CallContext, auth: ProcedureMeta['auth']): Promise<UserActor> {
  const actor = await personOf(ctx);
  return allowed(actor, !isPermission(auth) || mayAnywhere(actor.access, auth));
}

function isPermission(auth: ProcedureMeta['auth']): auth is Permission {
  return auth !== 'user' && auth !== 'public' && auth !== 'terminal' && auth !== 'operator';
}

async function terminalOf(ctx: CallContext): Promise<TerminalActor> {
  const actor = await ctx.identify();
  if (actor?.kind !== 'terminal') throw unproven();
  return actor;
}

/** What a client outside of tRPC is told of a failure: the code, the facts, and which field of the input is wrong. */
export function failureOf(error: TRPCError): { code: string; message: string; facts?: Refusal; issues?: readonly z.core.$ZodIssue[] } {
  const issues = error.cause instanceof z.ZodError ? { issues: error.cause.issues } : {};
  const message = error.cause instanceof z.ZodError ? 'Input validation failed' : messageOf(error);
  return { code: codeOf(error), message, ...factsOf(error), ...issues };
}

// Our own faults say nothing of our insides.
function messageOf(error: TRPCError): string {
  return error.code === 'INTERNAL_SERVER_ERROR' ? 'internal' : error.message.slice(0, 500);
}

function codeOf(error: TRPCError): string {
  return error.cause instanceof Refused ? error.cause.refusal.code : error.code;
}

function factsOf(error: TRPCError): { facts?: Refusal } {
  return error.cause instanceof Refused ? { facts: error.cause.refusal } : {};
}

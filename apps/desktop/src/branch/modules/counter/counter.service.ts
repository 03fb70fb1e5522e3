import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { CounterDevice, CounterKind, PoleView } from '@fastops/shared/counter/counter-device';
import { weighingsOf, type OrderLine } from '@fastops/shared/orders/line';
import type { LineWeight } from '@fastops/shared/orders/line-weight';
import type { Actor, ReadContext, WriteContext } from '../../context.ts';
import type { BranchCore } from '../../core.ts';
import type { CounterPort } from './counter.port.ts';
import {
  deleteDevice,
  findDevice,
  findWeighing,
  forgetWeighingsBefore,
  insertWeighing,
  saveDevice,
  setWeighingOrder,
} from './counter.store.ts';

/** A cart is paid within the day; what nobody sold by then is weighed anew. */
const KEPT_MS = 2 * 86_400_000;

export type CounterDevices = { readonly [K in CounterKind]: CounterDevice | null };
/** What was weighed, by scale or by hand: a line names it. */
export type KeptWeighing = { readonly weighingId: string; readonly grams: number };
export type ScaleRefusal = { readonly code: 'scale.none' | 'scale.moving' | 'scale.silent' | 'scale.missing' | 'scale.empty' };
export type WeighingRefusal = { readonly code: 'weighing.unknown' | 'weighing.used' };

type Reach = { readonly core: BranchCore; readonly counter: CounterPort };

/** The devices that this computer's counter was set up with. */
export function counterDevices({ db, companyId }: ReadContext): CounterDevices {
  return { scale: findDevice(db, companyId, 'scale'), pole: findDevice(db, companyId, 'pole') };
}

/** Sets a device up, changes it or, without settings, takes it away. */
export function setDevice(ctx: WriteContext, { kind, settings }: { kind: CounterKind; settings: CounterDevice | null }): Result<null> {
  if (settings) saveDevice(ctx.db, ctx.companyId, { kind, settings });
  else deleteDevice(ctx.db, ctx.companyId, kind);
  return done(null);
}

/** Asks the scale, and keeps what it said: a line is sold with a weight that was weighed. */
export async function weigh({ core, counter }: Reach, actor: Actor): Promise<Result<KeptWeighing, ScaleRefusal>> {
  const { scale } = counterDevices(core.readContext(actor));
  if (!scale) return refuse({ code: 'scale.none' });
  const grams = gramsOf(await counter.weigh(scale));
  return grams.ok ? core.execute(actor, (ctx) => done(keep(ctx, { grams: grams.value, typedById: null }))) : grams;
}

/** What a scale's answer is worth: nothing is sold for no weight. */
export function gramsOf(weighing: Awaited<ReturnType<CounterPort['weigh']>>): Result<number, ScaleRefusal> {
  switch (weighing.kind) {
    case 'weight':
      return weighing.grams > 0 ? done(weighing.grams) : refuse({ code: 'scale.empty' });
    case 'moving':
      return refuse({ code: 'scale.moving' });
    case 'no-answer':
      return refuse({ code: 'scale.silent' });
    case 'missing':
      return refuse({ code: 'scale.missing' });
  }
}

/** A weight that somebody answers for, where the scale is silent. */
export function typeWeight(ctx: WriteContext, { grams }: { grams: number }): Result<KeptWeighing> {
  return done(keep(ctx, { grams, typedById: (ctx.approver ?? ctx.actor).id }));
}

/**
 * Holds the weights of a line, those inside a combo too, against what was weighed, and binds each weighing to its order: no portion is
 * sold with another's weight.
 */
export function withWeighing(ctx: WriteContext, orderId: string, line: OrderLine): Result<OrderLine, WeighingRefusal> {
  const weighed = weighingsOf(line);
  if (new Set(weighed.map(({ weighingId }) => weighingId)).size < weighed.length) return refuse({ code: 'weighing.used' });
  for (const weight of weighed) {
    const refusal = bindWeighing(ctx, orderId, weight);
    if (refusal) return refuse(refusal);
  }
  if (weighed.length === 0) return done(line);
  const answered = <P extends { readonly weight?: LineWeight | undefined }>(part: P): P =>
    part.weight ? { ...part, weight: answeredFor(ctx, part.weight) } : part;
  return done({ ...answered(line), ...(line.parts ? { parts: line.parts.map(answered) } : {}) });
}

function bindWeighing(ctx: WriteContext, orderId: string, { weighingId, grams }: LineWeight): WeighingRefusal | undefined {
  const weighing = findWeighing(ctx.db, ctx.companyId, weighingId);
  if (!weighing || weighing.grams !== grams) return { code: 'weighing.unknown' };
  if (weighing.orderId !== null && weighing.orderId !== orderId) return { code: 'weighing.used' };
  setWeighingOrder(ctx.db, ctx.companyId, { id: weighing.id, orderId });
  return undefined;
}

/** With the name of whoever answers for it, when no scale said it. */
function answeredFor(ctx: WriteContext, weight: LineWeight): LineWeight {
  const typedById = findWeighing(ctx.db, ctx.companyId, weight.weighingId)?.typedById ?? null;
  return typedById === null ? weight : { ...weight, typedById };
}

/** Says to the customer what the cashier sees; a display that isn't there holds nothing up. */
export async function showCustomer({ core, counter }: Reach, { actor, view }: { actor: Actor; view: PoleView }): Promise<boolean> {
  const { pole } = counterDevices(core.readContext(actor));
  return pole !== null && (await counter.show(pole, view));
}

function keep(ctx: WriteContext, { grams, typedById }: { grams: number; typedById: string | null }): KeptWeighing {
  const weighingId = ctx.newId();
  forgetWeighingsBefore(ctx.db, ctx.companyId, ctx.now - KEPT_MS);
  insertWeighing(ctx.db, ctx.companyId, { id: weighingId, grams, typedById, at: ctx.now });
  return { weighingId, grams };
}

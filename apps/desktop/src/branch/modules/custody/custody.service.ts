import { done, refuse, type Refusal, type Result } from '@fastops/shared/base/result';
import { orderNumberSchema, orderNumberText } from '@fastops/shared/orders/order.events';
import type { Custody } from '@fastops/shared/sync/protocol';
import type { Terminal, WriteContext } from '../../context.ts';
import type { Reader } from '../../db/access.ts';
import { hashAt } from '../../db/event-log.ts';
import { custody } from '../sync/sync.service.ts';
import type { ReceiptPort } from './custody.port.ts';
import {
  countParked,
  readLastNumbered,
  readLastNumberedAgain,
  readOwnStreams,
  readParked,
  saveAcknowledged,
  type OwnStream,
  type Parked,
  type UpTo,
} from './custody.store.ts';

export type { Parked } from './custody.store.ts';

const MOST_PARKED = 200;

/** A log of this till, as people see it: its letters, how much it holds and how much of that is elsewhere too. */
export type StreamView = Omit<OwnStream, 'signedHead'> & {
  /** The last seq for which the cloud's signed receipt names our own hash; null while there is no such receipt. */
  readonly verifiedSeq: number | null;
  /** The last ticket at or before it: `A-042`. */
  readonly verifiedTicket: string | null;
};

export type CustodyView = {
  readonly unsynced: Custody;
  readonly streams: readonly StreamView[];
  readonly parkedCount: number;
};

/** Where the facts of this till are: what is only here, and up to where the cloud has signed for the chain. */
export function custodyView(db: Reader, receipts: ReceiptPort, companyId: string): CustodyView {
  return {
    unsynced: custody(db, companyId),
    streams: readOwnStreams(db, companyId).map((stream) => viewOf(db, receipts, { companyId, stream })),
    parkedCount: countParked(db, companyId),
  };
}

export function parkedEvents(db: Reader, terminal: Terminal): Parked[] {
  return readParked(db, terminal, MOST_PARKED);
}

/** A person has read that this till began a new log. Saying it twice changes nothing. */
export function acknowledgeNotice(ctx: WriteContext, { streamId }: { streamId: string }): Result<null, Refusal<'custody.no-notice'>> {
  const known = readOwnStreams(ctx.db, ctx.companyId).find((stream) => stream.streamId === streamId && stream.reason !== null);
  if (!known) return refuse({ code: 'custody.no-notice' });
  saveAcknowledged(ctx.db, ctx.companyId, { streamId, byId: ctx.actor.id, at: ctx.now });
  ctx.touch('sync');
  return done(null);
}

function viewOf(db: Reader, receipts: ReceiptPort, { companyId, stream }: { companyId: string; stream: OwnStream }): StreamView {
  const { signedHead, ...shown } = stream;
  const receipt = signedHead === '' ? undefined : receipts.read(signedHead);
  // A receipt is about us only if it names this stream and the hash that is on our own disk at that seq.
  const ours = receipt?.streamId === stream.streamId && receipt.hash === hashAt(db, { companyId, ...receipt });
  if (!ours) return { ...shown, verifiedSeq: null, verifiedTicket: null };
  return { ...shown, verifiedSeq: receipt.seq, verifiedTicket: ticketUpTo(db, companyId, receipt) };
}

function ticketUpTo(db: Reader, companyId: string, upTo: UpTo): string | null {
  const written = readLastNumbered(db, companyId, upTo);
  const again = readLastNumberedAgain(db, companyId, upTo);
  const last = (written?.seq ?? 0) >= (again?.seq ?? 0) ? written : again;
  if (!last) return null;
  const number = orderNumberSchema.safeParse(JSON.parse(last.body).number);
  return number.success ? orderNumberText(number.data) : null;
}

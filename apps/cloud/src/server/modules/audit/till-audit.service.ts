import type { Event } from '@fastops/shared/sync/event';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { auditAs } from './audit.service.ts';
import { namesFor, toldAlready } from './audit.store.ts';
import { toldOf, type Told } from './till-facts.ts';

type Arrival = {
  readonly sql: TenantSql;
  readonly terminalId: string;
  readonly branchId: string;
  readonly address: string;
  readonly now: number;
  readonly sha256: (text: string) => string;
  /** The ticket's number of an order that was just folded. */
  readonly numberOf: (orderId: string) => string | undefined;
};

/**
 * Writes down what the shift's facts say to whoever watches over the shop: each once, however often it arrives and in whatever log.
 * Written in the transaction that keeps the facts; who did it is the person at the till, and `approvedBy` who allowed it.
 */
export async function auditFacts(call: Arrival, events: readonly Event[]): Promise<void> {
  const told = events.flatMap((event): { event: Event; told: Told }[] => {
    const says = toldOf(event);
    return says ? [{ event, told: says }] : [];
  });
  if (told.length === 0) return;
  const { sql, terminalId } = call;
  const known = await toldAlready(
    sql,
    told.map(({ event }) => event.id),
  );
  const people = told.flatMap(({ event }) => [event.actorId, event.approvedById ?? event.actorId]);
  const names = await namesFor(sql, { people, terminalId });
  for (const { event, told: says } of told) if (!known.has(event.id)) await write(call, { event, says, names });
}

type Entry = { readonly event: Event; readonly says: Told; readonly names: ReadonlyMap<string, string> };

async function write(call: Arrival, { event, says, names }: Entry): Promise<void> {
  const { sql, terminalId, branchId, address, now, sha256 } = call;
  const till = names.get(terminalId) ?? '';
  const approvedBy = event.approvedById === undefined ? {} : { approvedBy: names.get(event.approvedById) ?? event.approvedById };
  await auditAs(
    sql,
    { kind: 'terminal', id: event.actorId, name: names.get(event.actorId) ?? till, address, device: till, now, sha256 },
    {
      action: says.action,
      subject: event.entityId,
      subjectName: call.numberOf(event.entityId) ?? till,
      branchId,
      eventId: event.id,
      before: says.before ?? null,
      after: { ...Object(says.after), ...approvedBy, at: event.at },
    },
  );
}

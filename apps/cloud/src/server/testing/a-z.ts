import { canonicalJson } from '@fastops/shared/base/canonical';
import { money } from '@fastops/shared/base/money';
import { zReportSchema, type ZReport } from '@fastops/shared/cash/z-report';
import { DAY, sha256, type TestTill } from './shop.ts';

/** A shift of one sale that a till opened, counted and closed, as its facts; the drawer had `off` more than it should. */
export function aClosedShift(
  till: TestTill,
  newId: () => string,
  { staffId, name, off = -500 }: { staffId: string; name: string; off?: number },
) {
  const sessionId = newId();
  const countId = newId();
  const counted = money(125_000 + off);
  const add = (rev: number, type: string, body: Record<string, unknown>) =>
    till.add({ type: `cash-session.${type}`, entityId: sessionId, rev, actorId: staffId, body });
  const z = aZ(sessionId, { staffId, name, counted });
  add(1, 'opened', { openingFloat: 100_000 });
  add(2, 'counted', { count: { id: countId, purpose: 'close', piles: [], total: counted } });
  add(3, 'reckoned', { countId, expected: 125_000, difference: off });
  const reason = off === 0 ? {} : { reason: z.differenceReason };
  add(4, 'closed', { counted, countId, floatLeft: 60_000, zNumber: z.zNumber, ...reason });
  add(5, 'z-issued', { z });
  return { sessionId, z };
}

function aZ(sessionId: string, { staffId, name, counted }: { staffId: string; name: string; counted: number }): ZReport {
  const person = { id: staffId, name };
  const none = { count: 0, amount: 0 };
  const z = {
    sessionId,
    terminalName: 'Caja A',
    businessDay: DAY,
    openedAt: 1_000,
    openedBy: person,
    cashier: person,
    handovers: [],
    sales: {
      tickets: 1,
      firstNumber: 'A-001',
      lastNumber: 'A-001',
      gross: 25_000,
      discounts: 0,
      courtesies: none,
      staffMeals: none,
      net: 25_000,
      taxes: [{ code: 'INC', rateBp: 800, net: 25_000, base: 2_314_815, tax: 185_185 }],
      byType: [{ type: 'counter', tickets: 1, net: 25_000 }],
    },
    takings: [{ method: 'cash', count: 1, amount: 25_000 }],
    deposits: 0,
    cashRounding: 0,
    tips: { total: 0, byCash: 0, byBank: 0 },
    deliveryFees: { total: 0, byCash: 0, byBank: 0 },
    voids: none,
    cancelled: none,
    refunds: { ...none, byMethod: [] },
    movements: [],
    openings: [{ reason: 'sale-cash', count: 1 }],
    unverified: [],
    drawer: {
      openingFloat: 100_000,
      cashSales: 25_000,
      cashRefunds: 0,
      cashIn: 0,
      cashOut: 0,
      drops: 0,
      thirdPartyPaidInCash: 0,
      expected: 125_000,
    },
    counts: [],
    zNumber: 1,
    closedAt: 9_000,
    closedBy: person,
    piles: [],
    counted,
    difference: counted - 125_000,
    ...(counted === 125_000 ? {} : { differenceReason: `se perdió, dijo ${name}` }),
    floatLeft: 60_000,
    takenOut: counted - 60_000,
    openOrders: [],
  };
  return zReportSchema.parse({ ...z, hash: sha256(canonicalJson(z)) });
}

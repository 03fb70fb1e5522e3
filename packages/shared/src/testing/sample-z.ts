import { zReportSchema, type ZReport } from '../cash/z-report.ts';

const ana = { id: '00000000-0000-7000-8000-000000000011', name: 'Ana Gómez' };
const luis = { id: '00000000-0000-7000-8000-000000000012', name: 'Luis Ñáñez' };
const marta = { id: '00000000-0000-7000-8000-000000000013', name: 'Marta Ruiz' };
/** 24 November 2026, 5 p. m. in Bogotá. */
const OPENED = Date.UTC(2026, 10, 24, 22);
const hours = (n: number) => OPENED + n * 3_600_000;

/** A Z of a full shift: something in every part of it. */
export const SAMPLE_Z: ZReport = zReportSchema.parse({
  sessionId: '00000000-0000-7000-8000-000000000099',
  terminalName: 'Caja A',
  businessDay: '2026-11-24',
  openedAt: OPENED,
  openedBy: ana,
  cashier: luis,
  handovers: [{ at: hours(4), from: ana, to: luis }],
  sales: {
    tickets: 87,
    firstNumber: 'A-001',
    lastNumber: 'A-087',
    gross: 1_874_500,
    discounts: 42_500,
    courtesies: { count: 2, amount: 36_000 },
    staffMeals: { count: 3, amount: 0 },
    net: 1_796_000,
    taxes: [
      { code: 'INC', rateBp: 800, net: 1_750_000, base: 162_037_037, tax: 12_962_963 },
      { code: 'NONE', rateBp: 0, net: 46_000, base: 4_600_000, tax: 0 },
    ],
    byType: [
      { type: 'counter', tickets: 60, net: 1_096_000 },
      { type: 'delivery', tickets: 15, net: 480_000 },
      { type: 'dine_in', tickets: 12, net: 220_000 },
    ],
  },
  takings: [
    { method: 'cash', count: 58, amount: 1_153_450 },
    { method: 'card', count: 21, amount: 462_500, declared: 458_500 },
    { method: 'nequi', count: 9, amount: 248_000 },
  ],
  deposits: 0,
  cashRounding: -550,
  tips: { total: 38_500, byCash: 14_000, byBank: 24_500 },
  deliveryFees: { total: 30_000, byCash: 22_000, byBank: 8_000 },
  voids: { count: 2, amount: 31_000 },
  cancelled: { count: 1, amount: 18_000 },
  refunds: { count: 1, amount: 21_000, byMethod: [{ method: 'cash', amount: 21_000 }] },
  movements: [
    { kind: 'cash_in', amount: 50_000, label: 'Sencillo' },
    { kind: 'cash_out', amount: 37_350, label: 'Hielo' },
    { kind: 'safe_drop', amount: 700_000, label: '' },
  ],
  openings: [
    { reason: 'count', count: 2 },
    { reason: 'movement', count: 3 },
    { reason: 'no-sale', count: 1 },
    { reason: 'refund', count: 1 },
    { reason: 'sale-cash', count: 58 },
  ],
  unverified: [{ number: 'A-081', method: 'nequi', amount: 32_000, reference: 'M8841' }],
  drawer: {
    openingFloat: 100_000,
    cashSales: 1_153_450,
    cashRefunds: 21_000,
    cashIn: 50_000,
    cashOut: 37_350,
    drops: 700_000,
    thirdPartyPaidInCash: 32_500,
    expected: 512_600,
  },
  counts: [
    { purpose: 'handover', at: hours(4), by: ana, total: 318_000, expected: 318_000, difference: 0 },
    { purpose: 'close', at: hours(9), by: luis, total: 492_600, expected: 512_600, difference: -20_000 },
    { purpose: 'close', at: hours(9), by: luis, total: 497_600, expected: 512_600, difference: -15_000 },
  ],
  zNumber: 214,
  closedAt: hours(9),
  closedBy: luis,
  approvedBy: marta,
  piles: [
    { denomination: 50_000, quantity: 6 },
    { denomination: 20_000, quantity: 7 },
    { denomination: 10_000, quantity: 4 },
    { denomination: 5_000, quantity: 2 },
    { denomination: 2_000, quantity: 3 },
    { denomination: 500, quantity: 3 },
    { denomination: 100, quantity: 1 },
  ],
  counted: 497_600,
  difference: -15_000,
  differenceReason: 'Se entregó mal el cambio de la A-044, la cliente vuelve mañana',
  floatLeft: 100_000,
  takenOut: 397_600,
  openOrders: [
    { number: 'A-086', balance: 25_000, outcome: 'next-session' },
    { number: 'A-083', balance: 14_000, outcome: 'cancelled' },
  ],
  previousHash: 'b'.repeat(64),
  hash: 'c4f1'.repeat(16),
});

import type { ShiftReport, ZReport } from '../cash/z-report.ts';
import { formatCop, money, subtractMoney, type Money } from '../base/money.ts';
import { localStamp } from '../base/time.ts';
import { wholeUnits, type Hundredths } from '../catalog/tax.ts';
import type { OrderType } from '../orders/order.events.ts';
import type { BranchProfile } from '../tenancy/branch.ts';
import type { PrintBlock, PrintDocument } from './document.ts';
import type { ShiftTexts } from './shift-texts.ts';

/** Where a reading is printed. `at`: when an X was read; a Z says when it closed. */
export interface ShiftPlace {
  readonly branch: Pick<BranchProfile, 'companyName' | 'nit' | 'branchName' | 'utcOffsetHours'>;
  readonly texts: ShiftTexts;
}

/** An X: the shift so far. Nothing is closed and nothing is numbered. */
export function xReportDocument(report: ShiftReport, at: number, place: ShiftPlace): PrintDocument {
  const { texts } = place;
  const read: PrintBlock = { type: 'row', left: texts.read, right: localStamp(at, place.branch.utcOffsetHours) };
  return { blocks: [...headBlocks(texts.x, report, place), read, ...bodyBlocks(report, place), ...tailBlocks()] };
}

/** The Z of a close. The same Z makes the same document, today and in a year. */
export function zReportDocument(z: ZReport, place: ShiftPlace): PrintDocument {
  const { texts } = place;
  const offset = place.branch.utcOffsetHours;
  return {
    blocks: [
      ...headBlocks(`${texts.z} ${zNumberText(z.zNumber)}`, z, place),
      { type: 'row', left: texts.closed, right: localStamp(z.closedAt, offset) },
      { type: 'row', left: '', right: z.closedBy.name },
      ...(z.approvedBy ? [row(texts.approved, z.approvedBy.name)] : []),
      ...bodyBlocks(z, place),
      ...closeBlocks(z, texts),
      row(texts.signature, '______________________'),
      { type: 'feed', lines: 1 },
      { type: 'text', text: `${texts.chain} ${z.hash.slice(0, 16)}`, align: 'center' },
      ...tailBlocks(),
    ],
  };
}

/** `0012`: four figures at least, so that a drawer of papers sorts. */
export function zNumberText(zNumber: number): string {
  return String(zNumber).padStart(4, '0');
}

function headBlocks(title: string, report: ShiftReport, { branch, texts }: ShiftPlace): PrintBlock[] {
  return [
    { type: 'text', text: branch.companyName, align: 'center', bold: true },
    { type: 'text', text: `NIT ${branch.nit}`, align: 'center' },
    { type: 'text', text: branch.branchName, align: 'center' },
    { type: 'text', text: title, align: 'center', bold: true, size: 'double' },
    { type: 'rule' },
    row(texts.businessDay, report.businessDay),
    row(texts.terminal, report.terminalName),
    row(texts.opened, localStamp(report.openedAt, branch.utcOffsetHours)),
    row('', report.openedBy.name),
    ...(report.cashier.id === report.openedBy.id ? [] : [row(texts.cashier, report.cashier.name)]),
  ];
}

function bodyBlocks(report: ShiftReport, place: ShiftPlace): PrintBlock[] {
  const { texts } = place;
  return [
    ...handoverBlocks(report, place),
    ...salesBlocks(report, texts),
    ...takingBlocks(report, texts),
    ...exceptionBlocks(report, texts),
    ...movementBlocks(report, texts),
    ...section(
      texts.openings,
      report.openings.map(({ reason, count }) => row(texts.reasons[reason], String(count))),
    ),
    ...section(
      texts.unverified,
      report.unverified.map(({ number, method, amount, reference }) =>
        row([number, texts.payments[method], reference ?? ''].join(' ').trim(), pesos(amount)),
      ),
    ),
    ...drawerBlocks(report, texts),
  ];
}

function handoverBlocks({ handovers }: ShiftReport, { branch, texts }: ShiftPlace): PrintBlock[] {
  return section(
    texts.handovers,
    handovers.map(({ at, from, to }) => row(`${from.name} > ${to.name}`, localStamp(at, branch.utcOffsetHours).slice(11))),
  );
}

function salesBlocks({ sales }: ShiftReport, texts: ShiftTexts): PrintBlock[] {
  const range = sales.firstNumber === undefined ? '' : `${sales.firstNumber} - ${sales.lastNumber ?? ''}`;
  const figures = [
    row(texts.tickets, String(sales.tickets)),
    ...(range === '' ? [] : [row(texts.from, range)]),
    row(texts.gross, pesos(sales.gross)),
    ...(sales.discounts === 0 ? [] : [row(texts.discounts, pesos(minus(sales.discounts)))]),
    ...(sales.courtesies.count === 0
      ? []
      : [row(`${texts.courtesies} (${sales.courtesies.count})`, pesos(minus(sales.courtesies.amount)))]),
    strong(texts.net, pesos(sales.net)),
    ...(sales.staffMeals.count === 0 ? [] : [row(`${texts.staffMeals} (${sales.staffMeals.count})`, pesos(sales.staffMeals.amount))]),
  ];
  return [
    ...section(texts.sales, figures),
    ...section(
      texts.taxes,
      sales.taxes.flatMap((tax) => taxRows(tax, texts)),
    ),
    ...typeBlocks(sales, texts),
  ];
}

function typeBlocks({ byType }: ShiftReport['sales'], texts: ShiftTexts): PrintBlock[] {
  const name = (type: string) => texts.orderTypes[type as OrderType] ?? type;
  return section(
    texts.byType,
    byType.map(({ type, tickets, net }) => row(`${name(type)} (${tickets})`, pesos(net))),
  );
}

/** Whole pesos on paper, where base and tax must still add up to what was sold. */
function taxRows({ code, rateBp, net, tax }: ShiftReport['sales']['taxes'][number], texts: ShiftTexts): PrintBlock[] {
  if (code === 'NONE') return [row(texts.untaxed, pesos(net))];
  const label = `${code} ${rateBp / 100} %`;
  const amount = wholeUnits(tax as Hundredths);
  return [row(`${texts.base} ${label}`, pesos(subtractMoney(net, amount))), row(label, pesos(amount))];
}

function takingBlocks(report: ShiftReport, texts: ShiftTexts): PrintBlock[] {
  const taken = report.takings.flatMap(({ method, count, amount, declared }) => [
    row(`${texts.payments[method]} (${count})`, pesos(amount)),
    ...(declared === undefined
      ? []
      : [indented(texts.declared, pesos(declared)), indented(texts.difference, pesos(subtractMoney(declared, amount)))]),
  ]);
  const extra = [
    ...(report.deposits === 0 ? [] : [row(texts.deposits, pesos(report.deposits))]),
    ...(report.cashRounding === 0 ? [] : [row(texts.rounding, pesos(report.cashRounding))]),
  ];
  return [
    ...section(texts.takings, [...taken, ...extra]),
    ...thirdPartyBlocks(texts.tips, report.tips, texts),
    ...thirdPartyBlocks(texts.deliveryFees, report.deliveryFees, texts),
  ];
}

function thirdPartyBlocks(title: string, { total, byCash, byBank }: ShiftReport['tips'], texts: ShiftTexts): PrintBlock[] {
  if (total === 0) return [];
  return section(title, [row(texts.byCash, pesos(byCash)), row(texts.byBank, pesos(byBank)), row(texts.notIncome, pesos(total))]);
}

function exceptionBlocks({ voids, cancelled, refunds }: ShiftReport, texts: ShiftTexts): PrintBlock[] {
  const lines = [
    { label: texts.voids, ...voids },
    { label: texts.cancelled, ...cancelled },
    { label: texts.refunds, count: refunds.count, amount: refunds.amount },
  ];
  const byMethod = refunds.byMethod.map(({ method, amount }) => indented(texts.payments[method], pesos(amount)));
  return section(texts.exceptions, [...lines.map(({ label, count, amount }) => row(`${label} (${count})`, pesos(amount))), ...byMethod]);
}

function movementBlocks({ movements }: ShiftReport, texts: ShiftTexts): PrintBlock[] {
  return section(
    texts.movementsTitle,
    movements.map(({ kind, amount, label }) =>
      row(`${texts.movements[kind]} ${label}`.trim(), pesos(kind === 'cash_in' ? amount : minus(amount))),
    ),
  );
}

function drawerBlocks({ drawer }: ShiftReport, texts: ShiftTexts): PrintBlock[] {
  const { openingFloat, cashSales, cashRefunds, cashIn, cashOut, drops, thirdPartyPaidInCash, expected } = drawer;
  const parts: readonly (readonly [string, Money])[] = [
    [texts.float, openingFloat],
    [texts.cashSales, cashSales],
    [texts.cashRefunds, minus(cashRefunds)],
    [texts.movements.cash_in, cashIn],
    [texts.movements.cash_out, minus(cashOut)],
    [texts.movements.safe_drop, minus(drops)],
    [texts.thirdParty, minus(thirdPartyPaidInCash)],
  ];
  const shown = parts.filter(([, amount], index) => index === 0 || amount !== 0);
  return section(texts.drawer, [...shown.map(([label, amount]) => row(label, pesos(amount))), strong(texts.expected, pesos(expected))]);
}

function closeBlocks(z: ZReport, texts: ShiftTexts): PrintBlock[] {
  const earlier = z.counts.length > 1 ? z.counts : [];
  const word = z.difference === 0 ? texts.even : z.difference < 0 ? texts.short : texts.over;
  return [
    ...section(
      texts.denominations,
      z.piles.map(({ denomination, quantity }) => ({
        type: 'row',
        lead: `${quantity}x`,
        left: pesos(denomination),
        right: pesos(money(denomination * quantity)),
      })),
    ),
    ...section(
      texts.counts,
      earlier.map(({ by, total, difference }) => row(`${by.name} ${pesos(total)}`, pesos(difference))),
    ),
    { type: 'rule', style: 'double' },
    strong(texts.counted, pesos(z.counted)),
    { type: 'row', left: word, right: pesos(z.difference), bold: true, size: 'double' },
    ...(z.differenceReason === undefined ? [] : [row(texts.reason, ''), { type: 'row', indent: 2, left: z.differenceReason } as const]),
    ...(z.difference !== 0 && z.handovers.length > 0 ? [{ type: 'text', text: texts.sharedDrawer } as const] : []),
    row(texts.floatLeft, pesos(z.floatLeft)),
    row(texts.takenOut, pesos(z.takenOut)),
    ...section(
      texts.openOrders,
      z.openOrders.map(({ number, balance, outcome }) => row(`${number} ${texts.outcomes[outcome]}`, pesos(balance))),
    ),
    { type: 'feed', lines: 2 },
  ];
}

function tailBlocks(): PrintBlock[] {
  return [{ type: 'feed', lines: 1 }, { type: 'cut' }];
}

/** A titled part; without anything to say it isn't there. */
function section(title: string, rows: readonly PrintBlock[]): PrintBlock[] {
  return rows.length === 0 ? [] : [{ type: 'rule' }, { type: 'text', text: title, bold: true }, ...rows];
}

function row(left: string, right: string): PrintBlock {
  return { type: 'row', left, right };
}

function indented(left: string, right: string): PrintBlock {
  return { type: 'row', left, right, indent: 2 };
}

function strong(left: string, right: string): PrintBlock {
  return { type: 'row', left, right, bold: true };
}

function minus(amount: Money): Money {
  return money(0 - amount);
}

function pesos(amount: Money): string {
  return formatCop(amount);
}

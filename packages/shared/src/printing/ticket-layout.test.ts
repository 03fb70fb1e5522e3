import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCop, money } from '../base/money.ts';
import { kitchenTicketDocument } from './kitchen-ticket.ts';
import { previewLines } from './layout.ts';
import { receiptDocument } from './receipt.ts';
import { sampleKitchenTicket, sampleReceipt } from './sample-ticket.ts';
import { DEFAULT_LAYOUT, RECEIPT_FOOT, RECEIPT_HEAD, ticketLayoutSchema, type ReceiptLayout, type TicketLayout } from './ticket-layout.ts';
import { ticketTextsEn, ticketTextsEs } from './ticket-texts.ts';

const id = '00000000-0000-7000-8000-000000000001';
const facts = sampleReceipt({ companyName: 'El Parche', nit: '900-1', branchName: 'Norte', address: 'Cra 7', phone: '601' }, ticketTextsEs);
const paper = { columns: 48, codePage: 'cp858' } as const;
const receipt = (layout: Partial<ReceiptLayout>, texts = ticketTextsEs) =>
  receiptDocument(facts, texts, { openDrawer: false, copyNo: 0, layout: { ...DEFAULT_LAYOUT.receipt, ...layout } });
const lines = (layout: Partial<ReceiptLayout>) => previewLines(receipt(layout), paper).map((line) => line.trim());
const parse = (changes: Partial<TicketLayout['receipt']>) =>
  ticketLayoutSchema.safeParse({ id, ...DEFAULT_LAYOUT, receipt: { ...DEFAULT_LAYOUT.receipt, ...changes } });

describe('a layout', () => {
  test('that nobody changed is how tickets always were', () => {
    expect(receipt({})).toEqual(receiptDocument(facts, ticketTextsEs, { openDrawer: false, copyNo: 0 }));
    const kitchen = sampleKitchenTicket(ticketTextsEs);
    expect(kitchenTicketDocument(kitchen, ticketTextsEs, { layout: DEFAULT_LAYOUT.kitchen })).toEqual(
      kitchenTicketDocument(kitchen, ticketTextsEs),
    );
  });

  test('orders the head, leaves parts out and says the owner’s own words', () => {
    const [first, second, third] = lines({ head: ['heading', 'name', 'number'], heading: ['Desde 1998'] });
    expect([first, second]).toEqual(['Desde 1998', 'El Parche']);
    expect(third).toMatch(/^-+$/);
    expect(lines({ footer: ['Síguenos', '@elparche'] }).slice(-2)).toEqual(['Síguenos', '@elparche']);
  });

  test('puts the order’s number into the QR', () => {
    const qr = receipt({ qr: 'https://elparche.co/opina?p={pedido}' }).blocks.find((block) => block.type === 'qr');
    expect(qr).toMatchObject({ data: 'https://elparche.co/opina?p=A-042' });
    expect(receipt({ qr: 'x', foot: ['footer'] }).blocks.some((block) => block.type === 'qr')).toBe(false);
  });

  test('speaks English when the company does', () => {
    expect(previewLines(receipt({}, ticketTextsEn), paper).join(' ')).toContain('TAKE AWAY');
  });

  test('changes the kitchen’s letters, lines and buzzer', () => {
    const layout = { itemSize: 'tall', numberSize: 'double', beep: false, separators: false } as const;
    const { blocks } = kitchenTicketDocument(sampleKitchenTicket(ticketTextsEs), ticketTextsEs, { layout });
    expect(blocks.some((block) => block.type === 'beep')).toBe(false);
    expect(blocks.filter((block) => block.type === 'rule')).toHaveLength(1);
    expect(blocks.find((block) => block.type === 'row' && block.lead !== undefined)).toMatchObject({ size: 'tall' });
  });
});

describe('what no layout can do', () => {
  test('leave out the order’s number, or say a part twice', () => {
    expect(parse({}).success).toBe(true);
    expect(parse({ head: ['name'] }).success).toBe(false);
    expect(parse({ head: ['number', 'name', 'name'] }).success).toBe(false);
    expect(parse({ foot: ['qr', 'qr'] }).success).toBe(false);
  });

  test('bring a control byte or something that is no picture', () => {
    expect(parse({ heading: ['hola\u001bp0'] }).success).toBe(false);
    expect(parse({ qr: '\u001d' }).success).toBe(false);
  });

  test('alter or drop a line, the total, a payment or the fiscal notice', () => {
    const layout = fc.record({
      head: fc.shuffledSubarray([...RECEIPT_HEAD], { minLength: 1 }),
      foot: fc.shuffledSubarray([...RECEIPT_FOOT]),
      nameSize: fc.constantFrom('normal' as const, 'double' as const),
      numberSize: fc.constantFrom('double' as const, 'huge' as const),
      heading: fc.array(fc.lorem(), { maxLength: 8 }),
      footer: fc.array(fc.lorem(), { maxLength: 8 }),
    });
    const money$ = [...facts.lines.map(({ amount }) => amount), facts.totals.total, money(60_000)].map(formatCop);
    fc.assert(
      fc.property(layout, fc.constantFrom(32, 42, 48), (changes, columns) => {
        const text = previewLines(receipt(changes), { columns, codePage: 'cp858' }).join('\n');
        for (const amount of money$) expect(text).toContain(amount);
        expect(text.replaceAll(/\s+/g, ' ')).toContain('DOCUMENTO NO VÁLIDO FISCALMENTE');
      }),
    );
  });
});

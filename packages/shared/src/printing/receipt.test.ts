import { describe, expect, test } from 'vitest';
import { money } from '../base/money.ts';
import { printDocument } from './document.ts';
import { kitchenTicketDocument } from './kitchen-ticket.ts';
import type { KitchenTicketFacts } from './kitchen-ticket.ts';
import { previewLines } from './layout.ts';
import { receiptDocument } from './receipt.ts';
import type { ReceiptFacts } from './receipt.ts';
import { ticketTextsEn, ticketTextsEs } from './ticket-texts.ts';

const original = { openDrawer: true, copyNo: 0 };

const sale: ReceiptFacts = {
  shop: { name: 'Salchipapas El Parche', nit: '900.123.456-7', address: 'Cra 7 # 12-34', phone: '601 555 0100' },
  branchName: 'Norte',
  terminalName: 'Caja 1',
  cashierName: 'Laura',
  orderNumber: 'A-042',
  orderType: 'takeaway',
  atMs: Date.UTC(2026, 10, 24, 0, 42),
  utcOffsetHours: -5,
  lines: [
    {
      quantity: 2,
      name: 'Salchipapa',
      size: 'Familiar',
      modifiers: [
        { name: 'Queso extra', amount: money(4000) },
        { name: 'Salsa rosada', quantity: 2, amount: money(0) },
      ],
      removals: ['cebolla'],
      note: 'bien tostada',
      amount: money(50_000),
    },
    { quantity: 1, name: 'Gaseosa 400 ml', modifiers: [], removals: [], amount: money(4550) },
  ],
  totals: {
    subtotal: money(54_550),
    discount: money(-530),
    taxes: [{ label: 'INC 8 %', base: money(50_019), amount: money(4001) }],
    tip: money(0),
    cashRounding: money(-20),
    total: money(54_020),
    change: money(6000),
  },
  payments: [{ label: 'Efectivo', amount: money(54_000), tendered: money(60_000) }],
};

describe('the receipt', () => {
  test('says everything the customer is owed, on 48 columns', () => {
    expect(previewLines(receiptDocument(sale, ticketTextsEs, original), { columns: 48, codePage: 'cp858' })).toMatchInlineSnapshot(`
      [
        "   Salchipapas El Parche",
        "               NIT 900.123.456-7",
        "           Sede Norte - Cra 7 # 12-34",
        "               Tel. 601 555 0100",
        "------------------------------------------------",
        "              A-042",
        "                  PARA LLEVAR",
        "Fecha                           2026-11-23 19:42",
        "Caja                                      Caja 1",
        "Atendió                                    Laura",
        "------------------------------------------------",
        "2x  Salchipapa Familiar                 $ 50.000",
        "    + Queso extra ($ 4.000)",
        "    + 2x Salsa rosada",
        "    SIN CEBOLLA",
        "    NOTA: bien tostada",
        "1x  Gaseosa 400 ml                       $ 4.550",
        "------------------------------------------------",
        "Subtotal                                $ 54.550",
        "Descuento                                 -$ 530",
        "Base INC 8 %                            $ 50.019",
        "INC 8 % incluido                         $ 4.001",
        "TOTAL           $ 54.020",
        "------------------------------------------------",
        "Ajuste por efectivo                        -$ 20",
        "Efectivo                                $ 54.000",
        "Pagó con                                $ 60.000",
        "CAMBIO           $ 6.000",
        "================================================",
        "        DOCUMENTO NO VÁLIDO FISCALMENTE",
        "              COMPROBANTE INTERNO",
        "            ¡Gracias por su compra!",
      ]
    `);
  });

  test('fits 58 mm paper with every figure whole', () => {
    expect(previewLines(receiptDocument(sale, ticketTextsEs, original), { columns: 32, codePage: 'cp858' })).toMatchInlineSnapshot(`
      [
        "  Salchipapas El",
        "          Parche",
        "       NIT 900.123.456-7",
        "   Sede Norte - Cra 7 # 12-34",
        "       Tel. 601 555 0100",
        "--------------------------------",
        "      A-042",
        "          PARA LLEVAR",
        "Fecha           2026-11-23 19:42",
        "Caja                      Caja 1",
        "Atendió                    Laura",
        "--------------------------------",
        "2x  Salchipapa Familiar $ 50.000",
        "    + Queso extra ($ 4.000)",
        "    + 2x Salsa rosada",
        "    SIN CEBOLLA",
        "    NOTA: bien tostada",
        "1x  Gaseosa 400 ml       $ 4.550",
        "--------------------------------",
        "Subtotal                $ 54.550",
        "Descuento                 -$ 530",
        "Base INC 8 %            $ 50.019",
        "INC 8 % incluido         $ 4.001",
        "TOTAL   $ 54.020",
        "--------------------------------",
        "Ajuste por efectivo        -$ 20",
        "Efectivo                $ 54.000",
        "Pagó con                $ 60.000",
        "CAMBIO   $ 6.000",
        "================================",
        "DOCUMENTO NO VÁLIDO FISCALMENTE",
        "      COMPROBANTE INTERNO",
        "    ¡Gracias por su compra!",
      ]
    `);
  });

  test('opens the drawer once, before the paper', () => {
    expect(receiptDocument(sale, ticketTextsEs, original).blocks[0]).toEqual({ type: 'drawer' });
    const unopened = receiptDocument(sale, ticketTextsEs, { openDrawer: false, copyNo: 0 });
    expect(unopened.blocks.some((block) => block.type === 'drawer')).toBe(false);
  });

  test('a copy says which copy it is and leaves the drawer shut', () => {
    const copy = receiptDocument(sale, ticketTextsEs, { openDrawer: true, copyNo: 2 });
    expect(copy.copyLabel).toBe('COPIA 2');
    expect(copy.blocks.some((block) => block.type === 'drawer')).toBe(false);
  });

  test('speaks English when the shop does', () => {
    const lines = previewLines(receiptDocument(sale, ticketTextsEn, original), { columns: 48, codePage: 'cp858' });
    expect(lines).toContain('    NO CEBOLLA');
    expect(lines.join('\n')).toContain('NOT A FISCAL DOCUMENT');
  });

  test('survives the trip through storage', () => {
    const document = receiptDocument({ ...sale, qrData: 'https://elparche.co' }, ticketTextsEs, original);
    expect(printDocument.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });
});

describe('the kitchen ticket', () => {
  const order: KitchenTicketFacts = {
    orderNumber: 'A-042',
    orderType: 'takeaway',
    terminalName: 'Caja 1',
    atMs: sale.atMs,
    utcOffsetHours: -5,
    lines: sale.lines,
    note: 'con cubiertos',
  };

  test('shows what to make, what to leave out, and no price', () => {
    const lines = previewLines(kitchenTicketDocument(order, ticketTextsEs), { columns: 48, codePage: 'cp858' });
    expect(lines).toMatchInlineSnapshot(`
      [
        "                     COCINA",
        "              A-042",
        "             PARA LLEVAR",
        "2026-11-23 19:42                          Caja 1",
        "================================================",
        "2x  Salchipapa Familiar",
        "    + Queso extra",
        "    + 2x Salsa rosada",
        " SIN CEBOLLA",
        " NOTA: BIEN TOSTADA",
        "------------------------------------------------",
        "1x  Gaseosa 400 ml",
        "------------------------------------------------",
        " NOTA: CON CUBIERTOS",
      ]
    `);
    expect(lines.join('\n')).not.toContain('$');
  });

  test('removals and notes stand on black', () => {
    const loud = kitchenTicketDocument(order, ticketTextsEs).blocks.flatMap((block) =>
      block.type === 'row' && block.inverted === true ? [block.left] : [],
    );
    expect(loud).toEqual(['SIN CEBOLLA', 'NOTA: BIEN TOSTADA', 'NOTA: CON CUBIERTOS']);
  });

  test('a repeat says COPIA', () => {
    expect(kitchenTicketDocument(order, ticketTextsEs, { copyNo: 1 }).copyLabel).toBe('COPIA 1');
    expect(kitchenTicketDocument(order, ticketTextsEs).copyLabel).toBeUndefined();
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCop, money } from '../base/money.ts';
import { kitchenTicketDocument } from './kitchen-ticket.ts';
import { layOut } from './layout.ts';
import { LETTER_MODES, PRINTER_PROFILE_IDS, printerSettings, printerTweaks } from './printer.ts';
import { PRINTER_PROFILES, profileOf } from './printer-profiles.ts';
import { ticketTextsEs } from './ticket-texts.ts';

test.each(PRINTER_PROFILE_IDS)('%s: its letters of twelve dots fit its paper, and its times fit the drawer command', (id) => {
  const profile = PRINTER_PROFILES[id];
  expect(profile.id).toBe(id);
  expect(profile.columns * 12).toBeLessThanOrEqual(profile.dots);
  expect(profile.dots % 8).toBe(0);
  expect(profile.drawerOnMs / 2).toBeLessThanOrEqual(255);
  expect(profile.drawerOffMs / 2).toBeLessThanOrEqual(255);
});

test('what the installer found out stands before what the family does', () => {
  const profile = profileOf({ profileId: 'generic-80', tweaks: { letters: 'cp1252', columns: 42, hasCutter: false, drawerPin: 5 } });
  expect(profile).toMatchObject({ codePage: 'cp1252', codePageNumber: 16, columns: 42, dots: 504, hasCutter: false, drawerPin: 5 });
  expect(profileOf({ profileId: 'generic-80', tweaks: { hasCutter: undefined } }).hasCutter).toBe(true);
});

test('a printer saved before there were tweaks and back-ups is still a printer', () => {
  const old = { name: 'Caja', role: 'both', profileId: 'generic-80', transport: { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600 } };
  expect(printerSettings.parse(old)).toEqual(old);
});

test('a total is never altered or dropped to fit: any amount, any family, any tweak', () => {
  const tweaks = fc.record(
    { letters: fc.constantFrom(...LETTER_MODES), columns: fc.constantFrom(32 as const, 42 as const, 48 as const) },
    { requiredKeys: [] },
  );
  const amount = fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }).map((pesos) => formatCop(money(pesos)));
  const size = fc.constantFrom('normal' as const, 'tall' as const, 'double' as const, 'huge' as const);
  const left = fc.oneof(fc.constant('TOTAL'), fc.string({ unit: 'grapheme', maxLength: 60 }));
  fc.assert(
    fc.property(fc.constantFrom(...PRINTER_PROFILE_IDS), tweaks, fc.record({ left, amount, size }), (profileId, found, row) => {
      const paper = profileOf({ profileId, tweaks: printerTweaks.parse(found) });
      const items = layOut({ blocks: [{ type: 'row', left: row.left, right: row.amount, size: row.size, bold: true }] }, paper);
      const lines = items.flatMap((item) => (item.type === 'line' ? [item] : []));
      expect(lines.filter(({ text }) => text.endsWith(row.amount))).toHaveLength(1);
      for (const { text, scale } of lines) expect(text.length * scale.width).toBeLessThanOrEqual(paper.columns);
    }),
    { numRuns: 500 },
  );
});

test('a kitchen ticket fits every family', () => {
  const facts = { orderNumber: 'A-042', orderType: 'takeaway' as const, terminalName: 'Caja A', atMs: 0, utcOffsetHours: -5 };
  const line = { quantity: 12, name: 'Salchipapa superfamiliar con todo', modifiers: [], removals: ['cebolla'] };
  for (const profileId of PRINTER_PROFILE_IDS) {
    const paper = profileOf({ profileId });
    for (const item of layOut(kitchenTicketDocument({ ...facts, lines: [line] }, ticketTextsEs), paper)) {
      if (item.type === 'line') expect(item.text.length * item.scale.width).toBeLessThanOrEqual(paper.columns);
    }
  }
});

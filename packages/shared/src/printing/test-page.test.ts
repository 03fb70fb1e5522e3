import { describe, expect, test } from 'vitest';
import { layOut } from './layout.ts';
import { profileOf } from './printer-profiles.ts';
import { printerTweaks } from './printer.ts';
import { tweaksSeen, testPageDocument } from './test-page.ts';
import type { SheetSeen } from './test-page.ts';
import { ticketTextsEn, ticketTextsEs } from './ticket-texts.ts';

const facts = { printerName: 'Caja', profileName: 'POS-58', atMs: 0, utcOffsetHours: -5 };
const ALL_WELL: SheetSeen = { letters: 'cp858', columns: 48, qr: true, cut: true, beep: true, drawer: true };

describe('the test sheet', () => {
  test('has letters in five ways, three widths, QR, cut, drawer and beep', () => {
    for (const texts of [ticketTextsEs, ticketTextsEn]) {
      const items = layOut(testPageDocument(facts, texts), profileOf({ profileId: 'pos-58' }));
      const samples = items.flatMap((item) => (item.type === 'sample' ? [item] : []));
      expect(samples.slice(0, 5).map(({ text }) => text[0])).toEqual(['A', 'B', 'C', 'D', 'E']);
      expect(samples.slice(0, 4).every(({ text }) => text.includes('ñÑ'))).toBe(true);
      expect(samples.slice(5).map(({ text }) => text.length)).toEqual([32, 42, 48]);
      for (const type of ['drawer', 'beep', 'qr', 'cut'] as const) expect(items.filter((item) => item.type === type)).toHaveLength(1);
    }
  });
});

describe('what the installer saw', () => {
  const clone = profileOf({ profileId: 'generic-80' });

  test('all well: the family stands', () => {
    expect(profileOf({ profileId: 'generic-80', tweaks: tweaksSeen(clone, ALL_WELL) })).toEqual(clone);
  });

  test('a 58 mm clone that was set up as an 80 mm one, with broken letters, no cutter and the drawer on the other pin', () => {
    const seen: SheetSeen = { letters: 'drawn', columns: 32, qr: false, cut: false, beep: false, drawer: false };
    const tweaks = tweaksSeen(clone, seen);
    expect(profileOf({ profileId: 'generic-80', tweaks })).toMatchObject({
      columns: 32,
      dots: 384,
      draws: 'all',
      hasQrCommand: false,
      hasCutter: false,
      hasBuzzer: false,
      drawerPin: 5,
    });
    expect(printerTweaks.parse(tweaks)).toEqual(tweaks);
  });

  test('a second sheet starts from the first: the drawer goes back to the pin that was not tried', () => {
    const second = profileOf({ profileId: 'generic-80', tweaks: tweaksSeen(clone, { ...ALL_WELL, drawer: false }) });
    expect(tweaksSeen(second, ALL_WELL).drawerPin).toBe(5);
    expect(tweaksSeen(second, { ...ALL_WELL, drawer: false }).drawerPin).toBe(2);
  });
});

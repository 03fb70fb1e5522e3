import { localStamp } from '../base/time.ts';
import type { PrintDocument } from './document.ts';
import type { TicketTexts } from './ticket-texts.ts';

/** What the installer compares with the paper in hand. */
export interface TestPageFacts {
  readonly printerName: string;
  readonly profileName: string;
  readonly atMs: number;
  readonly utcOffsetHours: number;
}

/**
 * Letters, ruler, sizes, QR and cut on one page: what the installer reads and
 * confirms. It does not kick the drawer, which moves only for a reason on record.
 */
export function testPageDocument(facts: TestPageFacts, texts: TicketTexts): PrintDocument {
  return {
    blocks: [
      { type: 'text', text: texts.test.title, align: 'center', bold: true, size: 'double' },
      { type: 'row', left: facts.printerName, right: facts.profileName },
      { type: 'text', text: localStamp(facts.atMs, facts.utcOffsetHours) },
      { type: 'rule' },
      { type: 'text', text: texts.test.letters },
      { type: 'text', text: `${texts.test.columns}:` },
      { type: 'rule', style: 'ruler' },
      { type: 'row', left: texts.total, right: '$ 1.234.567', bold: true, size: 'double' },
      { type: 'row', left: texts.test.removal, inverted: true, bold: true, size: 'tall' },
      { type: 'qr', data: 'FASTOPS-TEST' },
      { type: 'text', text: texts.test.done, align: 'center' },
      { type: 'cut' },
    ],
  };
}

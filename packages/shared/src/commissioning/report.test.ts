import { expect, test } from 'vitest';
import { commissioningPdf } from './report-pdf.ts';
import { commissioningTexts } from './report-texts.ts';
import { CHECK_IDS, judgeClock, judgeFlush, judgeSpace, worstLight, type Commissioning } from './report.ts';

const report = (light: 'green' | 'red'): Commissioning => ({
  format: 1,
  id: '00000000-0000-7000-8000-000000000001',
  terminalId: '00000000-0000-7000-8000-000000000002',
  branchId: '00000000-0000-7000-8000-000000000003',
  companyName: 'Arepas (Ñam)',
  branchName: 'Norte',
  terminalName: 'Caja A',
  version: '1.0.0',
  madeAt: Date.parse('2026-11-24T15:00:00Z'),
  madeBy: 'Marta Ruiz',
  utcOffsetHours: -5,
  checks: CHECK_IDS.map((id) => ({ id, light, finding: 'not-here', facts: {} })),
});

test('a disk that answers faster than any disk can is not believed', () => {
  expect([5, 500, 90_000].map((micros) => judgeFlush(micros).finding)).toEqual(['flush-too-fast', 'flush-good', 'flush-slow']);
});

test('little room and a clock far off are red, a clock that nobody compared is not', () => {
  expect([judgeSpace(5e8).light, judgeSpace(2e9).light, judgeSpace(2e10).light]).toEqual(['red', 'amber', 'green']);
  expect([judgeClock(-300_000).light, judgeClock(undefined).light, judgeClock(900).light]).toEqual(['red', 'amber', 'green']);
  expect([worstLight(report('green')), worstLight(report('red'))]).toEqual(['green', 'red']);
});

test('both languages have the same words', () => {
  expect(Object.keys(commissioningTexts('en').findings)).toEqual(Object.keys(commissioningTexts('es').findings));
});

test('the paper is a PDF whose table of contents points at its parts, and the same report makes the same bytes', () => {
  const bytes = commissioningPdf(report('green'), { language: 'es', signature: 'abc' });
  const text = Buffer.from(bytes).toString('latin1');
  expect(text.startsWith('%PDF-1.4')).toBe(true);
  expect(text).toContain('Arepas \\(Ñam\\)');
  const table = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  expect(text.slice(table, table + 4)).toBe('xref');
  const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n/gm)].map(([, at]) => Number(at));
  for (const [index, at] of offsets.entries()) expect(text.slice(at).startsWith(`${index + 1} 0 obj`)).toBe(true);
  expect(commissioningPdf(report('green'), { language: 'es', signature: 'abc' })).toEqual(bytes);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCop, money } from '../base/money.ts';
import { asCopy } from './document.ts';
import type { PrintBlock, PrintDocument, PrintSize } from './document.ts';
import { layOut, previewLines } from './layout.ts';
import type { Paper } from './layout.ts';
import { printableText } from './printable-text.ts';

const paper = (columns: number): Paper => ({ columns, codePage: 'cp858' });
const one = (block: PrintBlock): PrintDocument => ({ blocks: [block] });
const widths = [32, 42, 48];
const sizes: readonly PrintSize[] = ['normal', 'tall', 'double', 'huge'];
const letters = (text: string): string => text.replaceAll(' ', '');

describe('rows', () => {
  test('a long name wraps by word under itself and the amount stays on the right edge', () => {
    const row = one({ type: 'row', lead: '2x', left: 'Salchipapa familiar con todo y queso', right: '$ 76.000' });
    expect(previewLines(row, paper(32))).toEqual(['2x  Salchipapa familiar $ 76.000', '    con todo y queso']);
  });

  test('a total too wide for double letters prints smaller, never cut', () => {
    const row = one({ type: 'row', left: 'TOTAL', right: formatCop(money(123_456_789_012)), size: 'double' });
    const [line] = layOut(row, paper(32));
    expect(line).toMatchObject({ scale: { width: 1, height: 2 }, text: 'TOTAL          $ 123.456.789.012' });
  });

  test('a double total that fits beside no name gets a line of its own', () => {
    const row = one({ type: 'row', left: 'Total a pagar', right: '$ 1.234.567', size: 'double' });
    expect(previewLines(row, paper(32))).toEqual(['Total a pagar', '     $ 1.234.567']);
  });

  test('for every name, amount, width and size the amount is whole and the name complete', () => {
    const amount = fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }).map((n) => formatCop(money(n)));
    const name = fc.oneof(fc.lorem({ maxCount: 12 }), fc.string({ unit: 'binary', maxLength: 80 }));
    fc.assert(
      fc.property(fc.record({ left: name, right: amount, columns: fc.constantFrom(...widths), size: fc.constantFrom(...sizes) }), (row) => {
        const { left, right, columns, size } = row;
        const lines = layOut(one({ type: 'row', lead: '12x', left, right, size }), paper(columns));
        const texts = lines.flatMap((line) => (line.type === 'line' ? [line.text] : []));
        expect(texts.some((text) => text.endsWith(right))).toBe(true);
        expect(letters(texts.join('').replace(right, ''))).toBe(letters(`12x${printableText(left)}`));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the edge of the paper', () => {
  const text = fc.oneof(fc.lorem({ maxCount: 20 }), fc.string({ unit: 'grapheme', maxLength: 120 }));
  const block: fc.Arbitrary<PrintBlock> = fc.oneof(
    fc.record({
      type: fc.constant('text' as const),
      text,
      align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
      size: fc.constantFrom(...sizes),
      inverted: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('row' as const),
      lead: fc.option(text, { nil: undefined }),
      left: text,
      right: fc.option(text, { nil: undefined }),
      indent: fc.integer({ min: 0, max: 16 }),
      size: fc.constantFrom(...sizes),
      inverted: fc.boolean(),
    }),
    fc.record({ type: fc.constant('rule' as const), style: fc.constantFrom('single' as const, 'double' as const, 'ruler' as const) }),
  );

  test('no line is wider than the paper at its scale, on any paper', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), fc.constantFrom(...widths), (blocks, columns) => {
        for (const item of layOut({ copyLabel: 'COPIA 12', blocks }, paper(columns))) {
          if (item.type === 'line') expect(item.text.length * item.scale.width).toBeLessThanOrEqual(columns);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a word wider than the paper is split, not lost', () => {
    const word = 'x'.repeat(70);
    expect(previewLines(one({ type: 'text', text: word }), paper(32)).map((line) => line.length)).toEqual([32, 32, 6]);
  });

  test('a word too wide for its size prints smaller before it is split', () => {
    const [line] = layOut(one({ type: 'text', text: 'INTERNACIONALMENTE', size: 'huge' }), paper(48));
    expect(line).toMatchObject({ text: 'INTERNACIONALMENTE', scale: { width: 2, height: 2 } });
  });

  test('a peso sign is never parted from its figure', () => {
    const lines = previewLines(one({ type: 'text', text: 'Queso extra doble porción (+ $ 4.000)' }), paper(32));
    expect(lines).toEqual(['Queso extra doble porción (+', '$ 4.000)']);
  });
});

describe('looks', () => {
  test('inverted text is a bar from edge to edge', () => {
    const [line] = layOut(one({ type: 'row', indent: 1, left: 'SIN CEBOLLA', inverted: true }), paper(32));
    expect(line).toMatchObject({ inverted: true, text: ' SIN CEBOLLA'.padEnd(32) });
  });

  test('centred text sits in the middle of its cells', () => {
    expect(previewLines(one({ type: 'text', text: 'A-042', align: 'center', size: 'huge' }), paper(48))).toEqual([
      `${' '.repeat(14)}A-042`,
    ]);
  });

  test('the ruler numbers every column', () => {
    expect(previewLines(one({ type: 'rule', style: 'ruler' }), paper(32))).toEqual(['12345678901234567890123456789012']);
  });

  test('a copy is headed by its number and does not open the drawer', () => {
    const original: PrintDocument = { blocks: [{ type: 'drawer' }, { type: 'text', text: 'A-001' }, { type: 'cut' }] };
    const copy = asCopy(original, 'COPIA 1');
    expect(layOut(copy, paper(32)).map((item) => (item.type === 'line' ? item.text.trim() : item.type))).toEqual([
      'COPIA 1',
      'A-001',
      'cut',
    ]);
    expect(asCopy(copy, 'COPIA 2').copyLabel).toBe('COPIA 2');
  });
});

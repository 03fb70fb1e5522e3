import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CodePage } from '@fastops/shared/printing/printable-text';
import { byteTable } from './code-page-bytes.ts';

const file = new URL('../../../../../packages/shared/src/testing/vectors/domain.json', import.meta.url);
const { codePageBytes }: { codePageBytes: Record<string, Record<string, string | null>> } = JSON.parse(readFileSync(file, 'utf8'));

test.each(['cp850', 'cp858', 'cp1252'] as const)('every letter of the domain’s vectors has its byte on %s', (page: CodePage) => {
  const table = byteTable(page);
  const wanted = Object.entries(codePageBytes).flatMap(([letter, pages]) => (pages[page] ? [[letter, pages[page]]] : []));
  expect(wanted.length).toBeGreaterThan(0);
  for (const [letter = '', byte] of wanted)
    expect(table[letter.charCodeAt(0)]?.toString(16).toUpperCase().padStart(2, '0'), letter).toBe(byte);
});

import { crc32 as nodeCrc32 } from 'node:zlib';
import { expect, it } from 'vitest';

import { crc32, csvOf, xlsxOf, zipOf } from './table-file.ts';

it('a CSV quotes what would break it and runs nothing', () => {
  const text = csvOf([
    ['Producto', 'Ventas'],
    ['Salchi, "la grande"', 14_000],
    ['=HYPERLINK("x")', -5],
    ['dos\nrenglones', null],
  ]);
  expect(text).toBe(`\uFEFFProducto,Ventas\r\n"Salchi, ""la grande""",14000\r\n"'=HYPERLINK(""x"")",-5\r\n"dos\nrenglones",\r\n`);
});

it('the checksum is the one of zlib', () => {
  const bytes = new TextEncoder().encode('salchipapa ñ 🍟'.repeat(40));
  expect(crc32(bytes)).toBe(nodeCrc32(bytes));
});

it('a ZIP is whole: each file where the directory says, with the checksum of zlib', () => {
  const files = [
    ['a.txt', 'hola ñ'],
    ['b/c.txt', 'chao '.repeat(1_000)],
  ] as const;
  const zip = Buffer.from(zipOf(files));
  const end = zip.length - 22;
  expect([zip.readUInt32LE(end), zip.readUInt16LE(end + 10)]).toEqual([0x06_05_4b_50, 2]);
  let entry = zip.readUInt32LE(end + 16);
  for (const [name, text] of files) {
    const [crc, size, local] = [zip.readUInt32LE(entry + 16), zip.readUInt32LE(entry + 24), zip.readUInt32LE(entry + 42)];
    expect(zip.subarray(entry + 46, entry + 46 + name.length).toString()).toBe(name);
    const body = zip.subarray(local + 30 + name.length, local + 30 + name.length + size);
    expect([body.toString(), nodeCrc32(body), zip.readUInt32LE(local)]).toEqual([text, crc, 0x04_03_4b_50]);
    entry += 46 + name.length;
  }
  expect(entry).toBe(end);
});

it('a workbook keeps numbers as numbers and text as text', () => {
  const text = new TextDecoder().decode(
    xlsxOf('Ventas: hoy', [
      ['A & B', 1.5],
      ['=1+1', null],
    ]),
  );
  expect(text).toContain('<t xml:space="preserve">A &amp; B</t>');
  expect(text).toContain('<v>1.5</v>');
  expect(text).toContain('<is><t xml:space="preserve">=1+1</t></is></c><c/>');
  expect(text).toContain('name="Ventas  hoy"');
});

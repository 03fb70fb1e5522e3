import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';

import { readWorkbook, UnreadableWorkbook } from './read-workbook.ts';
import { xlsxOf, zipOf } from './table-file.ts';

it('reads back what it wrote: text, numbers, accents, holes', async () => {
  const cells = [
    ['producto', 'precio'],
    ['Salchi & "ñam" <grande>', 14_000],
    ['=1+1', 1_250.5],
    [null, 7],
  ];
  expect(await readWorkbook(xlsxOf('Menú', cells))).toEqual([
    ['producto', 'precio'],
    ['Salchi & "ñam" <grande>', '14000'],
    ['=1+1', '1250,5'],
    ['', '7'],
  ]);
});

const RELATIONS = `<Relationships xmlns="x"><Relationship Id="rId9" Type="styles" Target="styles.xml"/><Relationship Id="rId3" Type="worksheet" Target="/xl/worksheets/hoja.xml"/></Relationships>`;
const BOOK = `<workbook xmlns:r="r"><sheets><sheet name="Carta" sheetId="4" state="visible" r:id="rId3"/><sheet name="Otra" sheetId="5" r:id="rId9"/></sheets></workbook>`;
const SHARED = `<sst count="3"><si><t>producto</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">Trifá</t></r><r><t>sica</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>a&#241;o_x000D_</t></si></sst>`;
const SHEET = `<worksheet><cols><col min="1" max="3" width="12"/></cols><sheetData><row r="1" spans="1:3"><c r="A1" s="2" t="s"><v>0</v></c><c r="C1" t="str"><f>"pre"&amp;"cio"</f><v>precio</v></c></row><row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"/><c r="C4"><v>2.4E4</v></c></row><row r="5"><c r="A5" t="s"><v>2</v></c><c r="C5" t="b"><v>1</v></c></row></sheetData></worksheet>`;

it('reads what spreadsheets write: shared and styled texts, packed parts, rows and cells that are left out', async () => {
  const rows = await readWorkbook(
    packed({
      'xl/workbook.xml': BOOK,
      'xl/_rels/workbook.xml.rels': RELATIONS,
      'xl/sharedStrings.xml': SHARED,
      'xl/worksheets/hoja.xml': SHEET,
    }),
  );
  expect(rows).toEqual([['producto', '', 'precio'], [], [], ['Trifásica', '', '24000'], ['año\r', '', '1']]);
});

it('what is no workbook says so, and one that unpacks without end is not unpacked', async () => {
  await expect(readWorkbook(new TextEncoder().encode('categoria;producto'))).rejects.toBeInstanceOf(UnreadableWorkbook);
  await expect(readWorkbook(zipOf([['nota.txt', 'hola']]))).rejects.toBeInstanceOf(UnreadableWorkbook);
  const bomb = packed({ 'xl/worksheets/sheet1.xml': ' '.repeat(41_000_000) }, 100);
  await expect(readWorkbook(bomb)).rejects.toBeInstanceOf(UnreadableWorkbook);
  const torn = xlsxOf('x', [['a']]).slice(40);
  await expect(readWorkbook(torn)).rejects.toBeInstanceOf(UnreadableWorkbook);
});

/** A ZIP with its parts deflated, as spreadsheets write it; `size` is what its directory claims. */
function packed(files: Readonly<Record<string, string>>, size?: number): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04_03_4b_50);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02_01_4b_50);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(size ?? text.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(name), body);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + body.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

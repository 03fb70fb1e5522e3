import { drawableText, printableQrData, printableText } from './printable-text.ts';
import type { CodePage } from './printable-text.ts';
import { lettersOfMode } from './printer-profiles.ts';
import type { PrintAlign, PrintBlock, PrintBlockOf, PrintDocument, PrintSize } from './document.ts';

/** The paper a document is laid out for: characters per line (32, 42 or 48) and what they may be. */
export interface Paper {
  readonly columns: number;
  readonly codePage: CodePage;
  /** Whether letters that the page lacks go as pictures; without it they get stand-ins. */
  readonly draws?: 'foreign' | 'all' | 'none';
}

/** One finished line: printable characters only, never wider than the paper at its scale. */
export interface LaidOutLine {
  readonly type: 'line';
  readonly text: string;
  readonly align: PrintAlign;
  readonly bold: boolean;
  readonly inverted: boolean;
  readonly scale: Scale;
}

/** Times the width and height of a normal letter. */
export interface Scale {
  readonly width: number;
  readonly height: number;
}

/** What the encoder and the preview walk through, top to bottom. */
export type LaidOutItem = LaidOutLine | PrintBlockOf<'qr' | 'logo' | 'feed' | 'cut' | 'drawer' | 'beep' | 'sample'>;

const SCALES: Readonly<Record<PrintSize, Scale>> = {
  normal: { width: 1, height: 1 },
  tall: { width: 1, height: 2 },
  double: { width: 2, height: 2 },
  huge: { width: 4, height: 4 },
};

/** Where a size falls back to when a word or an amount doesn't fit: smaller letters beat a cut figure. */
const NARROWER: Readonly<Record<PrintSize, readonly PrintSize[]>> = {
  normal: ['normal'],
  tall: ['tall'],
  double: ['double', 'tall'],
  huge: ['huge', 'double', 'tall'],
};

const LEAD_COLUMNS = 4;
/** Below this a name beside its amount becomes a ladder of syllables; it gets lines of its own instead. */
const LEAST_NAME_COLUMNS = 8;

/** Lays a document out for one paper width. Pure: encoder, screen preview and tests share it. */
export function layOut(document: PrintDocument, paper: Paper): readonly LaidOutItem[] {
  const items = document.copyLabel === undefined ? [] : layText(copyMark(document.copyLabel), paper);
  return [...items, ...document.blocks.flatMap((block) => layBlock(block, paper))];
}

/** The same document as plain lines, for a preview or a search. */
export function previewLines(document: PrintDocument, paper: Paper): readonly string[] {
  return layOut(document, paper).flatMap((item) => (item.type === 'line' ? [previewLine(item, paper)] : []));
}

function previewLine({ text, align, scale }: LaidOutLine, { columns }: Paper): string {
  const free = columns - text.length * scale.width;
  const indent = align === 'center' ? Math.floor(free / 2) : align === 'right' ? free : 0;
  return (' '.repeat(indent) + text).trimEnd();
}

function copyMark(copyLabel: string): PrintBlockOf<'text'> {
  return { type: 'text', text: copyLabel, align: 'center', bold: true, inverted: true, size: 'double' };
}

function layBlock(block: PrintBlock, paper: Paper): readonly LaidOutItem[] {
  switch (block.type) {
    case 'text':
      return layText(block, paper);
    case 'row':
      return layRow(block, paper);
    case 'rule':
      return [plainLine(ruleText(block, paper.columns))];
    case 'qr': {
      const data = printableQrData(block.data);
      return data === '' ? [] : [{ ...block, data }];
    }
    case 'sample':
      return [{ ...block, text: legible(block.text, lettersOfMode(block.letters)) }];
    case 'logo':
    case 'feed':
    case 'cut':
    case 'drawer':
    case 'beep':
      return [block];
  }
}

function legible(text: string, { codePage, draws = 'none' }: Omit<Paper, 'columns'>): string {
  return draws === 'none' ? printableText(text, codePage) : drawableText(text, codePage);
}

function layText(block: PrintBlockOf<'text'>, paper: Paper): LaidOutLine[] {
  const text = collapse(legible(block.text, paper));
  const longestWord = Math.max(0, ...words(text).map((word) => word.length));
  const { scale, cells } = fit(block.size, longestWord, paper);
  return wrapWords(text, cells).map((line) => finish(line, cells, { block, scale }));
}

function layRow(block: PrintBlockOf<'row'>, paper: Paper): LaidOutLine[] {
  const right = collapse(legible(block.right ?? '', paper));
  const { prefix, left } = rowStart(block, paper);
  const { scale, cells } = fit(block.size, Math.max(right.length, prefix.length + LEAST_NAME_COLUMNS), paper);
  return composeRow({ prefix, left, right }, cells).map((line) => finish(line, cells, { block, scale }));
}

function rowStart(block: PrintBlockOf<'row'>, paper: Paper): { prefix: string; left: string } {
  const left = collapse(legible(block.left, paper));
  const indent = ' '.repeat(block.indent ?? 0);
  if (block.lead === undefined) return { prefix: indent, left };
  const lead = collapse(legible(block.lead, paper));
  const prefix = `${indent}${lead} `.padEnd(indent.length + LEAD_COLUMNS);
  return prefix.length <= paper.columns / 2 ? { prefix, left } : { prefix: indent, left: `${lead} ${left}` };
}

interface RowParts {
  readonly prefix: string;
  readonly left: string;
  readonly right: string;
}

function composeRow({ prefix, left, right }: RowParts, cells: number): string[] {
  const beside = cells - prefix.length - (right === '' ? 0 : right.length + 1);
  const fitsBeside = beside >= LEAST_NAME_COLUMNS || (beside >= 0 && left.length <= beside);
  const nameLines = wrapWords(left, Math.max(1, fitsBeside ? beside : cells - prefix.length));
  const lines = nameLines.map((line, i) => (i === 0 ? prefix : ' '.repeat(prefix.length)) + line);
  if (right === '') return lines;
  if (!fitsBeside) return [...lines, ...splitHard(right, cells).map((part) => part.padStart(cells))];
  const [first = prefix, ...rest] = lines;
  return [first + right.padStart(cells - first.length), ...rest];
}

function fit(size: PrintSize | undefined, neededCells: number, paper: Paper): { scale: Scale; cells: number } {
  const candidates = NARROWER[size ?? 'normal'].map((name) => {
    const scale = SCALES[name];
    return { scale, cells: Math.floor(paper.columns / scale.width) };
  });
  const smallest = { scale: SCALES.normal, cells: paper.columns };
  return candidates.find(({ cells }) => neededCells <= cells) ?? candidates.at(-1) ?? smallest;
}

interface Finish {
  readonly block: {
    readonly align?: PrintAlign | undefined;
    readonly bold?: boolean | undefined;
    readonly inverted?: boolean | undefined;
  };
  readonly scale: Scale;
}

/** An inverted line is a black bar from edge to edge: cooks see it from two metres. */
function finish(text: string, cells: number, { block, scale }: Finish): LaidOutLine {
  const align = block.align ?? 'left';
  const look = { type: 'line', bold: block.bold ?? false, scale } as const;
  if (block.inverted !== true) return { ...look, text, align, inverted: false };
  return { ...look, text: barText(text, align, cells), align: 'left', inverted: true };
}

function plainLine(text: string): LaidOutLine {
  return { type: 'line', text, align: 'left', bold: false, inverted: false, scale: SCALES.normal };
}

function ruleText(block: PrintBlockOf<'rule'>, columns: number): string {
  if (block.style === 'ruler') return Array.from({ length: columns }, (_, i) => String((i + 1) % 10)).join('');
  return (block.style === 'double' ? '=' : '-').repeat(columns);
}

function barText(text: string, align: PrintAlign, cells: number): string {
  if (align === 'right') return text.padStart(cells);
  const indent = align === 'center' ? Math.floor((cells - text.length) / 2) : 0;
  return (' '.repeat(indent) + text).padEnd(cells);
}

function collapse(text: string): string {
  return text.replace(/ +/g, ' ').trim();
}

/** The space after a peso sign belongs to the amount: "$ 14.000" never parts. */
function words(text: string): string[] {
  return text.split(/(?<!\$) /);
}

function wrapWords(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words(text).flatMap((whole) => splitHard(whole, cells))) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= cells) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function splitHard(word: string, cells: number): string[] {
  if (word.length <= cells) return [word];
  return Array.from({ length: Math.ceil(word.length / cells) }, (_, i) => word.slice(i * cells, (i + 1) * cells));
}

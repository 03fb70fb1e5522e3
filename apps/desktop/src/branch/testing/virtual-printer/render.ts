import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { encode as encodeQr } from 'uqr';
import { SHEET_LETTERS } from './code-pages.ts';
import type { Justification, PrintedRun, Ticket, TicketItem } from './ticket.ts';

const CELL_WIDTH = 12;
const CELL_HEIGHT = 24;
const LINE_GAP = 6;
const MARGIN = 40;
const TEETH = 12;
const INK = [44, 42, 46] as const;
const PAPER = [252, 250, 244] as const;
const TABLE = [126, 132, 140] as const;

const sheet = PNG.sync.read(readFileSync(new URL('./font/font-12x24.png', import.meta.url)));

type Colour = readonly [number, number, number];

/** A growing strip of paper; `y` is where the head stands. */
class Paper {
  readonly dots: number;
  readonly #rows: Uint8Array[] = [];
  y = 0;

  constructor(dots: number) {
    this.dots = dots;
  }

  dot(x: number, y: number): void {
    while (this.#rows.length <= y) this.#rows.push(new Uint8Array(this.dots));
    const row = this.#rows[y];
    if (row !== undefined && x >= 0 && x < this.dots) row[x] = 1;
  }

  hasInk(x: number, y: number): boolean {
    return this.#rows[y]?.[x] === 1;
  }
}

/** A ticket as it would lie on the counter: a PNG of the paper at 203 dots per inch. */
export function renderTicket(ticket: Ticket, dots: number): Buffer {
  const paper = new Paper(dots);
  for (const item of ticket.items) drawItem(paper, item);
  return PNG.sync.write(photograph(paper));
}

function drawItem(paper: Paper, item: TicketItem): void {
  switch (item.type) {
    case 'line':
      return drawLine(paper, item.runs, item.align);
    case 'qr':
      return drawQr(paper, item);
    case 'raster':
      return drawRaster(paper, item);
    case 'cut':
    case 'drawer':
    case 'beep':
      return;
  }
}

function drawLine(paper: Paper, runs: readonly PrintedRun[], align: Justification): void {
  const width = runs.reduce((sum, run) => sum + run.text.length * run.style.width * CELL_WIDTH, 0);
  const height = Math.max(1, ...runs.map((run) => run.style.height)) * CELL_HEIGHT;
  let x = startOf(paper, width, align);
  for (const run of runs) {
    const top = paper.y + height - run.style.height * CELL_HEIGHT;
    for (const letter of run.text) {
      drawLetter(paper, letter, { x, top, run });
      x += run.style.width * CELL_WIDTH;
    }
  }
  paper.y += height + LINE_GAP;
}

function drawLetter(paper: Paper, letter: string, at: { x: number; top: number; run: PrintedRun }): void {
  const { width, height, bold, inverted, underlined } = at.run.style;
  const cellWidth = CELL_WIDTH * width;
  const cellHeight = CELL_HEIGHT * height;
  for (let dy = 0; dy < cellHeight; dy++) {
    for (let dx = 0; dx < cellWidth; dx++) {
      const gx = Math.floor(dx / width);
      const gy = Math.floor(dy / height);
      const struck = glyphHasInk(letter, gx, gy) || (bold && gx > 0 && glyphHasInk(letter, gx - 1, gy));
      const ink = struck || (underlined && gy === CELL_HEIGHT - 1);
      if (ink !== inverted) paper.dot(at.x + dx, at.top + dy);
    }
  }
}

function glyphHasInk(letter: string, x: number, y: number): boolean {
  const index = SHEET_LETTERS.indexOf(letter);
  if (index < 0) return x === 1 || x === 10 || y === 4 || y === 19;
  const sheetX = (index % 16) * CELL_WIDTH + x;
  const sheetY = Math.floor(index / 16) * CELL_HEIGHT + y;
  return (sheet.data[(sheetY * sheet.width + sheetX) * 4] ?? 255) < 128;
}

function drawQr(paper: Paper, item: Extract<TicketItem, { type: 'qr' }>): void {
  const { data: modules, size } = encodeQr(item.data, { ecc: 'M', border: 0 });
  const width = size * item.moduleDots;
  const pixels = new Uint8Array(width * width);
  for (let i = 0; i < pixels.length; i++) {
    const row = modules[Math.floor(i / width / item.moduleDots)];
    pixels[i] = row?.[Math.floor((i % width) / item.moduleDots)] === true ? 1 : 0;
  }
  drawRaster(paper, { type: 'raster', width, height: width, pixels, align: item.align });
}

function drawRaster(paper: Paper, item: Extract<TicketItem, { type: 'raster' }>): void {
  const left = startOf(paper, item.width, item.align);
  for (let i = 0; i < item.pixels.length; i++) {
    if (item.pixels[i] === 1) paper.dot(left + (i % item.width), paper.y + Math.floor(i / item.width));
  }
  paper.y += item.height;
}

function startOf(paper: Paper, width: number, align: Justification): number {
  if (align === 'left') return 0;
  return Math.max(0, align === 'center' ? Math.floor((paper.dots - width) / 2) : paper.dots - width);
}

/** Paper on a table, with the saw teeth that the cutter leaves. */
function photograph(paper: Paper): PNG {
  const border = 24;
  const width = paper.dots + 2 * MARGIN;
  const height = paper.y + 2 * MARGIN;
  const png = new PNG({ width: width + 2 * border, height: height + 2 * border });
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      paint(png, y * png.width + x, colourAt(paper, { x: x - border, y: y - border, width, height }));
    }
  }
  return png;
}

function colourAt(paper: Paper, spot: { x: number; y: number; width: number; height: number }): Colour {
  const tooth = Math.abs((((spot.x % TEETH) + TEETH) % TEETH) - TEETH / 2);
  const onPaper = spot.x >= 0 && spot.x < spot.width && spot.y >= tooth && spot.y < spot.height - tooth;
  if (!onPaper) return TABLE;
  return paper.hasInk(spot.x - MARGIN, spot.y - MARGIN) ? INK : PAPER;
}

function paint(png: PNG, index: number, colour: Colour): void {
  png.data.set([...colour, 255], index * 4);
}

import type { PrintDocument } from './document.ts';
import { layOut } from './layout.ts';
import type { LaidOutItem, LaidOutLine, Paper } from './layout.ts';

/** Paper with its dots, so that pictures stand in the same scale as letters. */
export type DottedPaper = Paper & { readonly dots: number };

/** What a preview can't draw by itself. */
export interface TicketPictures {
  /** The modules of a QR code, row by row. */
  readonly qr: (data: string) => readonly (readonly boolean[])[];
  /** The logo as an address (`data:image/png;base64,…`), with its size in dots. */
  readonly logo?: { readonly href: string; readonly width: number; readonly height: number } | undefined;
}

const CELL = { width: 12, height: 24, baseline: 19 } as const;
const LEADING = 6;
const MARGIN = 24;
const QR_MODULE_DOTS = 6;

interface Drawn {
  readonly svg: string;
  readonly height: number;
}

/**
 * A ticket as it will lie on the counter. It walks through the same laid-out
 * items as the encoder does, and every letter stands in its own column: what
 * wraps here wraps on paper.
 */
export function ticketSvg(document: PrintDocument, paper: DottedPaper, pictures: TicketPictures): string {
  let y = MARGIN;
  const parts: string[] = [];
  for (const item of layOut(document, paper)) {
    const { svg, height } = draw(item, paper, pictures);
    if (svg !== '') parts.push(`<g transform="translate(${MARGIN} ${y})">${svg}</g>`);
    y += height;
  }
  const width = paper.dots + 2 * MARGIN;
  const height = y + MARGIN;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="20" fill="#111">` +
    `<rect width="${width}" height="${height}" fill="#fff"/>${parts.join('')}</svg>`
  );
}

function draw(item: LaidOutItem, paper: DottedPaper, pictures: TicketPictures): Drawn {
  switch (item.type) {
    case 'line':
      return drawLine(item, paper);
    case 'sample':
      return drawLine(
        { type: 'line', text: item.text, align: 'left', bold: false, inverted: false, scale: { width: 1, height: 1 } },
        paper,
      );
    case 'qr':
      return drawQr(pictures.qr(item.data), { moduleDots: item.moduleDots ?? QR_MODULE_DOTS, dots: paper.dots });
    case 'logo':
      return drawLogo(pictures.logo, paper.dots);
    case 'feed':
      return { svg: '', height: item.lines * (CELL.height + LEADING) };
    case 'cut':
    case 'drawer':
    case 'beep':
      return { svg: '', height: 0 };
  }
}

function drawLine({ text, align, bold, inverted, scale }: LaidOutLine, { columns }: Paper): Drawn {
  const height = CELL.height * scale.height + LEADING;
  if (text.trim() === '' && !inverted) return { svg: '', height };
  const free = columns - text.length * scale.width;
  const indent = align === 'center' ? Math.floor(free / 2) : align === 'right' ? free : 0;
  const x = indent * CELL.width;
  const bar = inverted ? `<rect x="${x}" width="${text.length * scale.width * CELL.width}" height="${height - LEADING}"/>` : '';
  const columnsOfText = Array.from({ length: text.length }, (_, i) => i * CELL.width).join(' ');
  const look = `${bold ? ' font-weight="700"' : ''}${inverted ? ' fill="#fff"' : ''}`;
  return {
    svg:
      bar +
      `<text transform="translate(${x} 0) scale(${scale.width} ${scale.height})" x="${columnsOfText}" y="${CELL.baseline}" ` +
      `xml:space="preserve"${look}>${escaped(text)}</text>`,
    height,
  };
}

function drawQr(modules: readonly (readonly boolean[])[], { moduleDots, dots }: { moduleDots: number; dots: number }): Drawn {
  const size = modules.length;
  const scale = Math.max(1, Math.min(moduleDots, Math.floor(dots / size)));
  const left = Math.floor((dots - size * scale) / 2);
  const path = modules.flatMap((row, y) => row.flatMap((ink, x) => (ink ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { svg: `<path transform="translate(${left} 0) scale(${scale})" d="${path}"/>`, height: size * scale + LEADING };
}

/** Wider than the paper shrinks to it, as it does in the printer's raster. */
function drawLogo(logo: TicketPictures['logo'], dots: number): Drawn {
  if (logo === undefined) return { svg: '', height: 0 };
  const width = Math.min(dots, logo.width);
  const height = Math.round((logo.height * width) / logo.width);
  const x = Math.floor((dots - width) / 2);
  return { svg: `<image href="${escaped(logo.href)}" x="${x}" width="${width}" height="${height}"/>`, height };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

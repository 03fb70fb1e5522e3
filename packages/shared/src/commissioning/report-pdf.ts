import { localStamp } from '../base/time.ts';
import type { Commissioning, Light } from './report.ts';
import { commissioningTexts, findingText } from './report-texts.ts';

const COLOURS: Readonly<Record<Light, string>> = {
  green: '0.13 0.55 0.13',
  amber: '0.85 0.55 0',
  red: '0.75 0.1 0.1',
  grey: '0.6 0.6 0.6',
};
const LINE_CHARACTERS = 92;

/**
 * A report on one A4 page as PDF 1.4, in Latin-1: text and round lights, nothing else. Written by hand, since a page of text needs
 * no library; the bytes follow from the report alone.
 */
export function commissioningPdf(report: Commissioning, about: { language: 'es' | 'en'; signature: string }): Uint8Array {
  const texts = commissioningTexts(about.language);
  const draw: string[] = [];
  let y = 790;
  const write = (text: string, { size = 10, x = 50, bold = false } = {}) => {
    draw.push(`BT /${bold ? 'F2' : 'F1'} ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`);
  };
  write(texts.title, { size: 20, bold: true });
  y -= 24;
  write([report.companyName, report.branchName, report.terminalName].join(' · '), { size: 12 });
  y -= 16;
  write(`${localStamp(report.madeAt, report.utcOffsetHours)} · ${texts.version} ${report.version} · ${texts.madeBy} ${report.madeBy}`);
  y -= 30;
  for (const check of report.checks) {
    draw.push(`${COLOURS[check.light]} rg ${circle(56, y + 3)} f 0 g`);
    write(`${texts.checks[check.id]}: ${texts.lights[check.light]}`, { x: 70, size: 11, bold: true });
    y -= 14;
    for (const line of wrapped(findingText(texts, check.finding, check.facts))) {
      write(line, { x: 70 });
      y -= 13;
    }
    y -= 8;
  }
  y = Math.min(y, 70);
  write(`${texts.signature}: ${about.signature}`, { size: 7 });
  return document(draw.join('\n'));
}

/** Four Bézier curves. */
function circle(x: number, y: number): string {
  const [r, k] = [5, 2.76];
  return [
    `${x + r} ${y} m`,
    `${x + r} ${y + k} ${x + k} ${y + r} ${x} ${y + r} c`,
    `${x - k} ${y + r} ${x - r} ${y + k} ${x - r} ${y} c`,
    `${x - r} ${y - k} ${x - k} ${y - r} ${x} ${y - r} c`,
    `${x + k} ${y - r} ${x + r} ${y - k} ${x + r} ${y} c`,
  ].join(' ');
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= LINE_CHARACTERS) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Latin-1 with the signs that end a text made harmless; what Latin-1 lacks becomes a question mark. */
function escaped(text: string): string {
  return text
    .replace(/[’‘]/g, "'")
    .replace(/[^\u0020-\u007e\u00a0-\u00ff]/g, '?')
    .replace(/[\\()]/g, '\\$&');
}

function document(content: string): Uint8Array {
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> /Contents 6 0 R >>',
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/**
 * The character repertoires a receipt printer is driven with. `ascii` is the
 * shop's "no accents" switch for printers whose code pages are broken.
 */
export type CodePage = 'cp858' | 'cp850' | 'cp1252' | 'ascii';

const LATIN = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×áíóúñÑªº¿®¬½¼¡«»ÁÂÀ©¢¥ãÃ¤ðÐÊËÈÍÎÏ¦ÌÓßÔÒõÕµþÞÚÛÙýÝ¯´±¾¶§÷¸°¨·¹³²';

const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');

/**
 * An allow-list, not a block-list: code pages 437 and 850 draw arrows and card
 * suits at 0x01-0x1F, so the letter "←" encodes to the very byte of ESC.
 */
const REPERTOIRE: Readonly<Record<CodePage, ReadonlySet<string>>> = {
  cp858: new Set(`${ASCII}${LATIN}€ƒ`),
  cp850: new Set(`${ASCII}${LATIN}ƒ`),
  cp1252: new Set(`${ASCII}${LATIN}€ƒ`),
  ascii: new Set(ASCII),
};

const SUBSTITUTES: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  ʼ: "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '…': '...',
  '•': '*',
  '·': '.',
  '×': 'x',
  '÷': '/',
  '⁄': '/',
  '∕': '/',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '¢': 'c',
  ƒ: 'f',
  '¿': '?',
  '¡': '!',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  '°': 'o',
  '±': '+/-',
  '®': '(R)',
  '©': '(C)',
  '¦': '|',
  '¶': '',
  '§': '',
  '¤': '',
  '¬': '-',
  '→': '->',
  '←': '<-',
  '↔': '<->',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '≈': '~',
};

const SPACE = /[\p{Zs}\p{Zl}\p{Zp}\t\n\r\v\f]/u;
/** Controls, format marks, lone surrogates, combining marks and pictures have no ink on a receipt. */
const INKLESS = /[\p{C}\p{M}\p{So}\p{Sk}]/u;

/** True when every character of `text` has a glyph at 0x20 or above in the code page. */
export function isPrintable(text: string, page: CodePage): boolean {
  const repertoire = REPERTOIRE[page];
  return Array.from(text).every((character) => repertoire.has(character));
}

/**
 * Text from people (names, notes, orders by QR) reduced to characters the code
 * page can print. No control character survives, nor any that the page maps to
 * one; accents are kept where the page has them and dropped where it has not.
 */
export function printableText(text: string, page: CodePage = 'cp858'): string {
  const repertoire = REPERTOIRE[page];
  let printable = '';
  for (const character of text.normalize('NFC')) printable += printableCharacter(character, repertoire);
  return printable;
}

/**
 * Content of a QR code as printable ASCII: accents are percent-encoded as in an
 * address, controls are dropped, because a printer without QR support would
 * read the stored content as text and commands.
 */
export function printableQrData(data: string): string {
  let printable = '';
  for (const character of data.normalize('NFC')) {
    if (REPERTOIRE.ascii.has(character)) printable += character;
    else if (!/\p{C}/u.test(character)) printable += encodeURIComponent(character);
  }
  return printable;
}

function printableCharacter(character: string, repertoire: ReadonlySet<string>): string {
  if (SPACE.test(character)) return ' ';
  if (repertoire.has(character)) return character;
  const substitute = SUBSTITUTES[character];
  if (substitute !== undefined) return substitute;
  if (INKLESS.test(character)) return '';
  return decomposed(character, repertoire) || '?';
}

function decomposed(character: string, repertoire: ReadonlySet<string>): string {
  let plain = '';
  for (const part of character.normalize('NFKD')) {
    if (repertoire.has(part)) plain += part;
    else plain += SUBSTITUTES[part] ?? '';
  }
  return plain;
}

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

/** Letters that a till can draw as a picture where no code page has them; punctuation and signs have ASCII stand-ins. */
const DRAWN_RUNS: readonly (readonly [first: number, last: number])[] = [
  [0x100, 0x17f],
  [0x218, 0x21b],
  [0x386, 0x386],
  [0x388, 0x38a],
  [0x38c, 0x38c],
  [0x38e, 0x3a1],
  [0x3a3, 0x3ce],
  [0x400, 0x45f],
  [0x490, 0x491],
];

/** Every letter that goes as a picture when its code page lacks it: Latin Extended-A, Greek, Cyrillic. */
export const DRAWN_LETTERS: readonly string[] = DRAWN_RUNS.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCharCode(first + i)),
);

const WITH_DRAWN: Readonly<Record<CodePage, ReadonlySet<string>>> = {
  cp858: new Set([...REPERTOIRE.cp858, ...DRAWN_LETTERS]),
  cp850: new Set([...REPERTOIRE.cp850, ...DRAWN_LETTERS]),
  cp1252: new Set([...REPERTOIRE.cp1252, ...DRAWN_LETTERS]),
  ascii: new Set([...REPERTOIRE.ascii, ...DRAWN_LETTERS]),
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

/** Every letter that a code page draws, space and ASCII included. */
export function lettersOf(page: CodePage): readonly string[] {
  return Array.from(REPERTOIRE[page]);
}

/** True when every character of `text` has a glyph at 0x20 or above in the code page. */
export function isPrintable(text: string, page: CodePage): boolean {
  const repertoire = REPERTOIRE[page];
  return Array.from(text).every((character) => repertoire.has(character));
}

/** The same for a printer that gets foreign letters as pictures: those of {@link DRAWN_LETTERS} stay as they are. */
export function drawableText(text: string, page: CodePage): string {
  return reduced(text, WITH_DRAWN[page]);
}

/**
 * Text from people (names, notes, orders by QR) reduced to characters the code
 * page can print. No control character survives, nor any that the page maps to
 * one; accents are kept where the page has them and dropped where it has not.
 */
export function printableText(text: string, page: CodePage = 'cp858'): string {
  return reduced(text, REPERTOIRE[page]);
}

function reduced(text: string, repertoire: ReadonlySet<string>): string {
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

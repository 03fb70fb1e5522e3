/**
 * The upper halves (0x80-0xFF) of the code pages as printed in the printers'
 * manuals. Kept apart from the encoder's tables on purpose: the test printer
 * must be able to disagree with the till.
 */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■ ';
const CP858 = CP850.replace('ı', '€');
const CP1252 = `€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ${Array.from({ length: 96 }, (_, i) => String.fromCharCode(0xa0 + i)).join('')}`;

const BY_NUMBER: Readonly<Record<number, string>> = { 0: CP437, 2: CP850, 16: CP1252, 19: CP858 };

/** The letter a printer draws for a byte ≥ 0x20 under `ESC t page`; a box for pages it doesn't have. */
export function letterOf(byte: number, page: number): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  return BY_NUMBER[page]?.[byte - 0x80] ?? '□';
}

/** Order of the glyphs in the font sheet: code page 858 from 0x20 on. */
export const SHEET_LETTERS = Array.from({ length: 0xe0 }, (_, i) => letterOf(0x20 + i, 19)).join('');

/** Names and notes that try to be commands: reset, drawer kicks, cuts, Kanji mode, real-time commands, signs that code pages turn into ESC. */
const COMMANDS = [
  '\u001b@',
  '\u001bp0\u0019\u00fa',
  '\u001bp\u0001\u0001\u0001',
  '\u001dVA\u001c',
  '\u001c&',
  '\u0010\u0014\u0001\u0001\u0001',
  '\u0010\u0004\u0001',
];
const LOOKALIKES = ['←p00', '§', '¶', '\u009bp0', '\uff1bp0', '\u2028\u001bp0', 'p0\u0019\u00fa', '\r\n\u001bp0'];
const AROUND = ['', 'Ñame ', 'jalapeño '.repeat(4), '￼', '🌭'];

/** Every command and every look-alike, alone and inside what people write. */
export const HOSTILE_TEXTS: readonly string[] = AROUND.flatMap((around) =>
  [...COMMANDS, ...LOOKALIKES].map((text) => `${around}${text}${around.trimEnd()}`),
);

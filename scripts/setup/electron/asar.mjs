// The asar format, as much as a few small files need: a length-prefixed JSON header, then the contents one after another.

/**
 * @param {Readonly<Record<string, string>>} files name → text, all at the top level
 * @returns {Buffer}
 */
export function asarOf(files) {
  let offset = 0;
  const entries = {};
  const contents = Object.entries(files).map(([name, text]) => {
    const content = Buffer.from(text, 'utf8');
    entries[name] = { size: content.length, offset: String(offset) };
    offset += content.length;
    return content;
  });
  const header = Buffer.from(JSON.stringify({ files: entries }), 'utf8');
  const padded = Math.ceil(header.length / 4) * 4;
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(padded + 8, 4);
  sizes.writeUInt32LE(padded + 4, 8);
  sizes.writeInt32LE(header.length, 12);
  return Buffer.concat([sizes, header, Buffer.alloc(padded - header.length), ...contents]);
}

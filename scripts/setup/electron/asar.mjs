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
  return withHeader({ files: entries }, contents);
}

/**
 * An archive with some of its texts changed, or put in: what it held stays where it was, the new texts come after it.
 * @param {Buffer} asar
 * @param {Readonly<Record<string, (text: string) => string>>} changes path → the new text of the old one ('' where there was none)
 * @returns {Buffer}
 */
export function changedAsar(asar, changes) {
  const headerBytes = asar.readInt32LE(12);
  const start = 8 + asar.readUInt32LE(4);
  const header = JSON.parse(asar.toString('utf8', 16, 16 + headerBytes));
  const body = [asar.subarray(start)];
  let end = asar.length - start;
  for (const [path, change] of Object.entries(changes)) {
    const names = path.split('/');
    const name = names.pop();
    const folder = names.reduce((at, each) => (at.files[each] ??= { files: {} }), header);
    const old = folder.files[name];
    const text = old ? asar.toString('utf8', start + Number(old.offset), start + Number(old.offset) + old.size) : '';
    const content = Buffer.from(change(text), 'utf8');
    folder.files[name] = { size: content.length, offset: String(end) };
    body.push(content);
    end += content.length;
  }
  return withHeader(header, body);
}

function withHeader(files, contents) {
  const header = Buffer.from(JSON.stringify(files), 'utf8');
  const padded = Math.ceil(header.length / 4) * 4;
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(padded + 8, 4);
  sizes.writeUInt32LE(padded + 4, 8);
  sizes.writeInt32LE(header.length, 12);
  return Buffer.concat([sizes, header, Buffer.alloc(padded - header.length), ...contents]);
}

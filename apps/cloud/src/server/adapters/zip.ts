import { createHash, type Hash } from 'node:crypto';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { once } from 'node:events';
import type { ArchiveFile, ArchivePort, Archived } from '../modules/exports/exports.port.ts';

type Central = { readonly name: Buffer; readonly crc: number; readonly packed: number; readonly plain: number; readonly at: number };

/** Bits: sizes follow the data, names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
const MOST = 0xffff_ffff;

/**
 * A zip that is written as it is read: no file is ever whole in memory, and its bytes are handed on as they come. Without the
 * extension for more than 4 GB: an archive that would need it says so instead of being broken.
 */
export function zipArchive(): ArchivePort {
  return {
    begin: (onBytes) => {
      const whole = createHash('sha256');
      const central: Central[] = [];
      let size = 0;
      const emit = async (bytes: Buffer) => {
        size += bytes.length;
        if (size > MOST) throw new Error('the archive is larger than a zip can be');
        whole.update(bytes);
        await onBytes(bytes);
      };
      return {
        file: async (name) => {
          const at = size;
          const encoded = Buffer.from(name, 'utf8');
          await emit(localHeader(encoded));
          return fileWriter(emit, ({ crc, packed, plain }) => void central.push({ name: encoded, crc, packed, plain, at }));
        },
        end: async () => {
          const at = size;
          for (const entry of central) await emit(centralHeader(entry));
          await emit(endOfCentral(central.length, { at, size: size - at }));
          return { bytes: size, sha256: whole.digest('hex') };
        },
      };
    },
  };
}

type Sizes = { readonly crc: number; readonly packed: number; readonly plain: number };

function fileWriter(emit: (bytes: Buffer) => Promise<void>, onEnd: (sizes: Sizes) => void): ArchiveFile {
  const deflate: DeflateRaw = createDeflateRaw();
  const hash: Hash = createHash('sha256');
  const ended = once(deflate, 'end');
  let waiting: Buffer[] = [];
  let [crc, plain, packed] = [0, 0, 0];
  deflate.on('data', (chunk: Buffer) => void waiting.push(chunk));
  const drain = async () => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    packed += bytes.length;
    if (bytes.length > 0) await emit(bytes);
  };
  return {
    write: async (text) => {
      const bytes = Buffer.from(text, 'utf8');
      crc = crc32(bytes, crc);
      plain += bytes.length;
      hash.update(bytes);
      if (!deflate.write(bytes)) await once(deflate, 'drain');
      await drain();
    },
    end: async (): Promise<Archived> => {
      deflate.end();
      await ended;
      await drain();
      const tail = Buffer.alloc(16);
      tail.writeUInt32LE(0x0807_4b50, 0);
      tail.writeUInt32LE(crc, 4);
      tail.writeUInt32LE(packed, 8);
      tail.writeUInt32LE(plain, 12);
      await emit(tail);
      onEnd({ crc, packed, plain });
      return { bytes: plain, sha256: hash.digest('hex') };
    },
  };
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  // 1 January 1980: a zip has no other way to say nothing.
  head.writeUInt16LE(0x21, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function centralHeader({ name, crc, packed, plain, at }: Central): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x0201_4b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(VERSION, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(DEFLATED, 10);
  head.writeUInt16LE(0x21, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(plain, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(at, 42);
  return Buffer.concat([head, name]);
}

function endOfCentral(files: number, central: { at: number; size: number }): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(central.size, 12);
  end.writeUInt32LE(central.at, 16);
  return end;
}

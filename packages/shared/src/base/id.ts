import { z } from 'zod';
import { assert } from './assert.ts';

/**
 * A UUIDv7 from a clock reading (ms) and ten random bytes; both are handed in, so the domain stays pure.
 * Source: RFC 9562 §5.7. The time only helps indexes; nothing decides by it.
 */
export function uuidv7(atMs: number, random: Uint8Array): string {
  assert(random.length === 10, 'ten random bytes make a UUIDv7');
  assert(Number.isFinite(atMs), `no clock reading: ${atMs}`);
  const time = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0').slice(-12);
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = (8 + (Number.parseInt(hex.slice(3, 4), 16) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}

/** Any UUID in lower case: what a door accepts as an id. */
export const idSchema = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'uuid');

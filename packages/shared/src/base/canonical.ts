import { assert } from './assert.ts';

/**
 * The one text of a JSON value: keys sorted by UTF-16 code unit, no white space, integers only.
 * Two machines that hold the same value hash the same bytes. (After RFC 8785, less the floats we never store.)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  assert(isPlainObject(value), `not JSON: ${typeof value}`);
  return canonicalObject(value);
}

function canonicalNumber(value: number): string {
  assert(Number.isSafeInteger(value) && !Object.is(value, -0), `not a safe integer: ${value}`);
  return String(value);
}

function canonicalString(value: string): string {
  assert(value.isWellFormed(), 'a lone surrogate has no UTF-8 bytes');
  return JSON.stringify(value);
}

function canonicalObject(value: Record<string, unknown>): string {
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const entry = value[key];
    if (entry !== undefined) parts.push(keyText(key) + canonicalJson(entry));
  }
  return `{${parts.join(',')}}`;
}

// A Date or a Map has no own keys: taken for a plain object it would hash as `{}`, whatever it holds.
// The field names of our own schemas come back in every event; anything else is quoted as any string is.
const PLAIN_KEY = /^[A-Za-z][A-Za-z0-9]*$/;

function keyText(key: string): string {
  return PLAIN_KEY.test(key) ? `"${key}":` : `${canonicalString(key)}:`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

import { assert } from './assert.ts';

/**
 * The one text of a JSON value: keys sorted by UTF-16 code unit, no white space, integers only.
 * Two machines that hold the same value hash the same bytes. (After RFC 8785, less the floats we never store.)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
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
    if (entry !== undefined) parts.push(`${canonicalString(key)}:${canonicalJson(entry)}`);
  }
  return `{${parts.join(',')}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

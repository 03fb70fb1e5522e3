// A body for every kind of fact, made from its schema: a new kind needs no sample of its own.
import { z } from 'zod';

type Shape = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
};

/**
 * A body that the schema takes, as small as it may be: what is optional is left out, lists are as short as allowed, and a number is at least
 * one, since most rules of our own forbid nothing.
 * Rules between fields (`refine`) aren't in a JSON Schema: the caller parses what it got.
 */
export function sampleBody(schema: z.ZodType, newId: () => string): Record<string, unknown> {
  const sample = sampleOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input', reused: 'inline' }) as Shape, newId);
  return typeof sample === 'object' && sample !== null ? { ...sample } : {};
}

type Maker = (shape: Shape, newId: () => string) => unknown;

const MAKERS: Readonly<Record<string, Maker>> = {
  object: ({ properties = {}, required = [] }, newId) =>
    Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => required.includes(name))
        .map(([name, each]) => [name, sampleOf(each, newId)]),
    ),
  array: ({ prefixItems, items = {}, minItems = 0 }, newId) =>
    (prefixItems ?? Array.from({ length: minItems }, () => items)).map((each) => sampleOf(each, newId)),
  string: sampleText,
  integer: sampleNumber,
  number: sampleNumber,
  boolean: () => false,
};

function sampleOf(shape: Shape, newId: () => string): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const [choice] = shape.anyOf ?? shape.oneOf ?? [];
  return choice ? sampleOf(choice, newId) : (MAKERS[shape.type ?? '']?.(shape, newId) ?? null);
}

function sampleNumber({ minimum = 1, exclusiveMinimum = 0 }: Shape): number {
  return Math.max(minimum, exclusiveMinimum + 1, 1);
}

/** The first of some well-formed texts that the pattern takes. */
function sampleText({ pattern, minLength = 0 }: Shape, newId: () => string): string {
  // Digits, because a phone number is a text without a pattern.
  if (pattern === undefined) return '3001234567'.padEnd(minLength, '0');
  const form = new RegExp(pattern, 'u');
  const texts = [newId(), 'a'.repeat(64), '2026-11-24', '192.168.1.2', 'A', 'freidora', 'AAAA', 'AAAA'.repeat(100)];
  return texts.find((text) => text.length >= minLength && form.test(text)) ?? '';
}

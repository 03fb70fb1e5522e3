import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { eventBodies, isKnownEvent } from '@fastops/shared/sync/event-types';
import { currentVersion } from '@fastops/shared/sync/upcast';

/** A body's shape as JSON Schema says it. */
type Shape = {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
};

/** The bodies of what the first recorded till says, as its own version described them. Written once. */
const RELEASED = z
  .record(z.string(), z.custom<Shape>())
  .parse(JSON.parse(readFileSync(new URL('../corpus/0.1.0-bodies.json', import.meta.url), 'utf8')));

/**
 * What a version-1 body may have become without being version 2: more optional fields, and more values in a list of words. Everything
 * that was said then must still be sayable, and mean the same; an earlier reader parks what it doesn't know, and misreads nothing.
 */
function brokenBy(now: Shape | undefined, then: Shape, path: string): string[] {
  if (!now) return [`${path} is gone`];
  const added = (now.required ?? []).filter((name) => !(then.required ?? []).includes(name)).map((name) => `${path}.${name} is demanded`);
  const words = (then.enum ?? [])
    .filter((word) => !(now.enum ?? []).includes(word))
    .map((word) => `${path} no longer takes ${String(word)}`);
  const fields = Object.entries(then.properties ?? {}).flatMap(([name, shape]) =>
    brokenBy(now.properties?.[name], shape, `${path}.${name}`),
  );
  const items = then.items ? brokenBy(now.items, then.items, `${path}[]`) : [];
  const { properties: _p, required: _r, enum: _e, items: _i, ...rest } = then as Record<string, unknown>;
  const { properties: _q, required: _s, enum: _f, items: _j, ...restNow } = now as Record<string, unknown>;
  const bounds = JSON.stringify(rest) === JSON.stringify(restNow) ? [] : [`${path} is bounded otherwise`];
  return [...added, ...words, ...fields, ...items, ...bounds];
}

const shapeOf = (type: string): Shape => {
  if (!isKnownEvent({ type, v: 1 })) throw new Error(`${type} is not read any more`);
  const { $schema: _, ...shape } = z.toJSONSchema(eventBodies[type as keyof typeof eventBodies], { unrepresentable: 'any', io: 'input' });
  return shape as Shape;
};

test.each(Object.keys(RELEASED))('R22: %s of the first release is read as it was meant', (type) => {
  // A later version has an upcast; its bodies are described anew and recorded with the release that brings them.
  if (currentVersion(type) > 1) return;
  expect(brokenBy(shapeOf(type), RELEASED[type] ?? {}, type)).toEqual([]);
});

test('a field that is demanded, gone, bounded otherwise or short of a word is seen', () => {
  const then = { properties: { a: { enum: ['x', 'y'] }, b: { minimum: 0 } }, required: ['a'] } as Shape;
  const now = { properties: { a: { enum: ['x'] }, c: {} }, required: ['a', 'c'] } as Shape;
  expect(brokenBy(now, then, 'o')).toEqual(['o.c is demanded', 'o.a no longer takes y', 'o.b is gone']);
  expect(brokenBy({ ...then, properties: { ...then.properties, b: { minimum: 1 } as Shape } }, then, 'o')).toEqual([
    'o.b is bounded otherwise',
  ]);
  expect(brokenBy({ ...then, properties: { ...then.properties, more: {} } }, then, 'o')).toEqual([]);
});

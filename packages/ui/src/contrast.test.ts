import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import type { Oklch } from './contrast.ts';
import { contrastRatio } from './contrast.ts';

const TEXT = 4.5;
const KEY_FIGURE = 7;
const CONTROL_EDGE = 3;

const GROUNDS = ['surface', 'surface-raised', 'surface-strong'];
const SEMANTIC = ['positive', 'warning', 'danger', 'info'];

const themes = readThemes();

describe.each(Object.keys(themes))('%s theme', (theme) => {
  const tokens = themes[theme] ?? {};

  test.each(GROUNDS)('key figures in ink stand out on %s', (ground) => {
    expect(ratio(tokens, 'ink', ground)).toBeGreaterThanOrEqual(KEY_FIGURE);
  });

  test.each(GROUNDS)('muted text reads on %s', (ground) => {
    expect(ratio(tokens, 'ink-muted', ground)).toBeGreaterThanOrEqual(TEXT);
  });

  test.each(SEMANTIC)('%s reads on every ground and on its own soft ground', (role) => {
    for (const ground of [...GROUNDS, `${role}-soft`]) expect(ratio(tokens, role, ground), ground).toBeGreaterThanOrEqual(TEXT);
  });

  test('text on filled buttons reads', () => {
    for (const fill of ['accent', 'accent-pressed']) expect(ratio(tokens, 'accent-ink', fill), fill).toBeGreaterThanOrEqual(KEY_FIGURE);
    expect(ratio(tokens, 'danger-ink', 'danger')).toBeGreaterThanOrEqual(TEXT);
    expect(ratio(tokens, 'ink', 'accent-soft')).toBeGreaterThanOrEqual(KEY_FIGURE);
    expect(ratio(tokens, 'surface', 'ink')).toBeGreaterThanOrEqual(KEY_FIGURE);
  });

  test('edges of controls and the focus ring can be seen', () => {
    for (const ground of ['surface', 'surface-raised']) {
      expect(ratio(tokens, 'line-strong', ground), ground).toBeGreaterThanOrEqual(CONTROL_EDGE);
      expect(ratio(tokens, 'focus', ground), ground).toBeGreaterThanOrEqual(CONTROL_EDGE);
    }
  });

  test('names and prices read on a product tile of any hue', () => {
    for (let hue = 0; hue < 360; hue += 10) {
      const tile = { lightness: number(tokens, 'tile-lightness'), chroma: number(tokens, 'tile-chroma'), hue };
      expect(contrastRatio(colour(tokens, 'ink'), tile), `hue ${hue}`).toBeGreaterThanOrEqual(KEY_FIGURE);
    }
  });
});

test('the known extremes come out right', () => {
  const white = { lightness: 1, chroma: 0, hue: 0 };
  const black = { lightness: 0, chroma: 0, hue: 0 };
  expect(contrastRatio(white, black)).toBeCloseTo(21, 1);
  expect(contrastRatio(white, white)).toBeCloseTo(1, 5);
  // sRGB #767676, the greyest text that passes 4.5 on white.
  expect(contrastRatio(white, { lightness: 0.5657, chroma: 0, hue: 0 })).toBeCloseTo(4.54, 1);
});

test('every theme defines the same roles', () => {
  const [first, ...others] = Object.values(themes).map((tokens) => Object.keys(tokens).sort());
  for (const roles of others) expect(roles).toEqual(first);
});

type Tokens = Record<string, string>;

function ratio(tokens: Tokens, one: string, other: string): number {
  return contrastRatio(colour(tokens, one), colour(tokens, other));
}

function colour(tokens: Tokens, role: string): Oklch {
  const match = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(tokens[role] ?? '');
  if (!match) throw new Error(`${role} is not an opaque oklch colour: ${tokens[role]}`);
  const [lightness, chroma, hue] = match.slice(1).map(Number);
  return { lightness: lightness ?? 0, chroma: chroma ?? 0, hue: hue ?? 0 };
}

function number(tokens: Tokens, role: string): number {
  const value = Number(tokens[role]);
  if (Number.isNaN(value)) throw new Error(`${role} is not a number: ${tokens[role]}`);
  return value;
}

function readThemes(): Record<string, Tokens> {
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
  const blocks = css.matchAll(/\[data-theme='(\w+)'\] \{([^}]*)\}/g);
  return Object.fromEntries([...blocks].map(([, theme = '', body = '']) => [theme, readTokens(body)]));
}

function readTokens(body: string): Tokens {
  const declarations = body.matchAll(/--([\w-]+): ([^;]+);/g);
  return Object.fromEntries([...declarations].map(([, role = '', value = '']) => [role, value]));
}

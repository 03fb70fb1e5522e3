import { z } from 'zod';

// Control characters of data never pass a door: a printer would obey them, PostgreSQL refuses U+0000.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;

/** Whether a text has control, bidi-override or invisible characters, or half a surrogate pair. */
export function hasUnsafeCharacters(text: string): boolean {
  return CONTROL.test(text) || !text.isWellFormed();
}

/** One line of human text, trimmed, 1…max characters, free of control characters. */
export function textSchema(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !hasUnsafeCharacters(text), 'control characters');
}

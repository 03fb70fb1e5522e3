import { z } from 'zod';

/** A whole number that every store keeps as it is: negative zero would come back as zero, and break a hash. */
export function wholeSchema() {
  return z.int().refine((value) => !Object.is(value, -0), 'negative zero');
}

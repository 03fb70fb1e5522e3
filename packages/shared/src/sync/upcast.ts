/** Turns a body of one version into one of the next. Pure; never guesses: what is new gets the value that old tills meant. */
export type Upcast = (body: unknown) => unknown;

/**
 * Per event type, how each version becomes the next: the first entry makes a version 2 of a version 1. A type that isn't here is at version 1.
 * Entries are only ever added: events are never rewritten, and those of the first day are read on the last one.
 */
export const UPCASTS: Record<string, readonly Upcast[]> = {
  // Version 2 may say which payment is given back; one of version 1 says only by which means.
  'order.refunded': [(body) => body],
  // Version 2 only adds what a line may be made of; what version 1 says is a line of one piece at the menu's price.
  // Version 3 may say what it weighed; before, nothing was sold by weight.
  // Version 4 may say what a component of a combo weighed.
  'order.line-added': [(body) => body, (body) => body, (body) => body],
  // Version 2 may say what goes on one half alone; in version 1 a half has nothing of its own but what is left out.
  'kitchen.ticket-fired': [(body) => body],
};

/** The version of a type's body that this code works with. */
export function currentVersion(type: string): number {
  return 1 + (UPCASTS[type]?.length ?? 0);
}

/** The same fact with its body as of today; one of a version yet to come stays as it is. */
export function upcast<F extends { readonly type: string; readonly v: number; readonly body: unknown }>(fact: F): F {
  const steps = UPCASTS[fact.type];
  if (steps === undefined || fact.v > steps.length) return fact;
  return { ...fact, v: steps.length + 1, body: steps.slice(fact.v - 1).reduce((body, step) => step(body), fact.body) };
}

/** A refusal carries a stable code and facts, never a sentence: screens translate the code. */
export type Refusal<Code extends string = string> = { readonly code: Code };

/** The outcome of a use case that may say "no". Bugs throw; refusals are values. */
export type Result<Value, No extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: No };

/** The use case did what was asked. */
export function done<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** The use case says no, with a code and the facts that explain it. */
export function refuse<No extends Refusal>(refusal: No): { readonly ok: false; readonly refusal: No } {
  return { ok: false, refusal };
}

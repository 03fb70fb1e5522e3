/** What a scale says when it is asked. `moving`: something is being put on or taken off; ask again. */
export type Weighing =
  | { readonly kind: 'weight'; readonly grams: number }
  | { readonly kind: 'moving' }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'missing' };

/** A scale at the counter. */
export interface Scale {
  /** Never throws. A weight is at rest, net of tare, in whole grams; it may be below zero after a tare. */
  weigh(): Promise<Weighing>;
}

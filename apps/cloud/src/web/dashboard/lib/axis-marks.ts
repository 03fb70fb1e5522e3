const AXIS_STEPS = 4;

/** Round marks for an axis from nothing to a little above the highest value: steps of 1, 2 or 5. */
export function axisMarks(highest: number): number[] {
  const rough = Math.max(1, highest) / AXIS_STEPS;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  // A peso is the smallest step there is.
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude);
  const count = Math.ceil(Math.max(1, highest) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** How long one ticket took. Seconds; `prep` is undefined while it is being made. */
export type TicketTime = { readonly toKitchen: number | undefined; readonly prep: number | undefined; readonly isLate: boolean };

/** How a station did: the middle, the slow end, and how many of a hundred were late. Undefined where nothing was measured. */
export type StationTimes = {
  readonly tickets: number;
  readonly toKitchenP50: number | undefined;
  readonly toKitchenP95: number | undefined;
  readonly prepP50: number | undefined;
  readonly prepP95: number | undefined;
  readonly latePercent: number | undefined;
};

/** The figures of a station over some tickets. */
export function stationTimes(times: readonly TicketTime[]): StationTimes {
  const toKitchen = times.flatMap((time) => time.toKitchen ?? []);
  const prep = times.flatMap((time) => time.prep ?? []);
  return {
    tickets: times.length,
    toKitchenP50: quantile(toKitchen, 0.5),
    toKitchenP95: quantile(toKitchen, 0.95),
    prepP50: quantile(prep, 0.5),
    prepP95: quantile(prep, 0.95),
    latePercent: times.length === 0 ? undefined : Math.round((100 * times.filter(({ isLate }) => isLate).length) / times.length),
  };
}

/** The smallest value that at least `part` of them don't exceed (nearest rank). */
export function quantile(values: readonly number[], part: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

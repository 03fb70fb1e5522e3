// What the quick test and the soak of one reliability ID have in common: how often, and how the figure is told.

type Surroundings = { readonly env: Readonly<Record<string, string | undefined>>; readonly stderr: { write(text: string): unknown } };

const { env, stderr } = (globalThis as unknown as { process: Surroundings }).process;

/** How often a soak repeats: `--size N` of `npm run soak`, else its full size. */
export function soakSize(full: number): number {
  return Number(env['FASTOPS_SOAK_SIZE'] ?? full);
}

/**
 * Prints the figure of a run: `D1: 50 kills, 0 lost (below 6 % with 95 % confidence); 612 orders`.
 * `bad` of `trials` went wrong; none of n says only that the rate is below 3/n.
 */
export function sayFigure(figure: { id: string; trials: number; of: string; bad: number; named: string; also?: string }): void {
  const { id, trials, of, bad, named, also } = figure;
  const bound = bad === 0 ? ` (below ${percent(3 / trials)} with 95 % confidence)` : '';
  stderr.write(`${id}: ${trials} ${of}, ${bad} ${named}${bound}${also === undefined ? '' : `; ${also}`}\n`);
}

function percent(share: number): string {
  return `${Number((Math.min(share, 1) * 100).toPrecision(2))} %`;
}

import type { HourRow } from './today.view.ts';

const WIDTH = 120;
const HEIGHT = 28;
const GAP = 2;

/** The shape of a branch's day, hour by hour. The figures are in the table of the hours. */
export function Sparkline({ rows }: { readonly rows: readonly HourRow[] }) {
  const highest = Math.max(1, ...rows.map((row) => row.sales));
  const step = WIDTH / Math.max(1, rows.length);
  return (
    <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="h-7 w-full max-w-40 text-ink-muted">
      {rows.map((row, index) => {
        const height = row.sales > 0 ? Math.max(2, (row.sales / highest) * HEIGHT) : 1;
        return (
          <rect
            key={row.hour}
            x={index * step}
            y={HEIGHT - height}
            width={step - GAP}
            height={height}
            fill="currentColor"
            opacity={row.sales > 0 ? 1 : 0.4}
          />
        );
      })}
    </svg>
  );
}

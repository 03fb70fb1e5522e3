import type { ReactNode } from 'react';

const TILE = 8;

type Style = { readonly ground: string; readonly marks: ReactNode };

/** Each branch has its own drawing as well as its own hue: legible in grey, and to those who see colours otherwise. */
const STYLES: readonly Style[] = [
  { ground: 'var(--accent)', marks: null },
  { ground: 'var(--info)', marks: <path d="M-2 2 2 -2M0 8 8 0M6 10 10 6" stroke="var(--surface-raised)" strokeWidth="2" /> },
  { ground: 'var(--positive)', marks: <circle cx="4" cy="4" r="1.75" fill="var(--surface-raised)" /> },
  { ground: 'var(--ink-muted)', marks: <path d="M0 4H8" stroke="var(--surface-raised)" strokeWidth="2" /> },
  { ground: 'var(--ink)', marks: <path d="M4 0V8M0 4H8" stroke="var(--surface-raised)" strokeWidth="1.5" /> },
];

export function seriesPattern(scope: string, index: number): string {
  return `${scope}-series-${index}`;
}

/** The drawings, to be put once inside an SVG. */
export function SeriesPatterns({ scope, count }: { readonly scope: string; readonly count: number }) {
  return (
    <defs>
      {STYLES.slice(0, count).map(({ ground, marks }, index) => (
        <pattern key={ground} id={seriesPattern(scope, index)} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
          <rect width={TILE} height={TILE} fill={ground} />
          {marks}
        </pattern>
      ))}
    </defs>
  );
}

/** A sample of a series' drawing, for the legend. */
export function SeriesSwatch({ index }: { readonly index: number }) {
  const style = STYLES[index % STYLES.length];
  return (
    <svg aria-hidden viewBox={`0 0 ${TILE * 2} ${TILE * 2}`} className="size-4 shrink-0 rounded-sm border border-line-strong">
      {[0, TILE].flatMap((x) =>
        [0, TILE].map((y) => (
          <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
            <rect width={TILE} height={TILE} fill={style?.ground} />
            {style?.marks}
          </g>
        )),
      )}
    </svg>
  );
}

/** How a figure is written. `hundredths` are of a peso; `kilos` are given in grams. */
export type Format = 'text' | 'money' | 'hundredths' | 'count' | 'kilos' | 'share' | 'seconds' | 'day' | 'moment';
export type Value = string | number | null;

export type ReportColumn = { readonly key: string; readonly title: string; readonly format: Format; readonly summed?: boolean };
export type ReportRow = { readonly id: string; readonly values: Readonly<Record<string, Value>> };
/** What a report says, before it is drawn: the table on the screen, the paper and every file are made of it. */
export type Report = { readonly name: string; readonly columns: readonly ReportColumn[]; readonly rows: readonly ReportRow[] };

export type Order = { readonly key: string; readonly down: boolean };

/** Rows in an order that a person chose; what has no figure comes last either way. */
export function sortRows(rows: readonly ReportRow[], { key, down }: Order): ReportRow[] {
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [one, other] = [a.values[key] ?? null, b.values[key] ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * compare(one, other);
  });
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), 'es', { numeric: true });
}

/** Sums of the columns that can be summed. */
export function totalsOf({ columns, rows }: Report): Readonly<Record<string, number>> {
  return Object.fromEntries(
    columns.filter(({ summed }) => summed).map(({ key }) => [key, rows.reduce((sum, { values }) => sum + Number(values[key] ?? 0), 0)]),
  );
}

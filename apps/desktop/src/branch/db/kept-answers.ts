type Row = Record<string, unknown>;
type Params = readonly unknown[];

/** Read by every tap, written a few times a day. All of it is in this one connection's hands. */
const SELDOM_WRITTEN = 'masters|sold_out|printers|cash_sessions';
const OF_ONE_TABLE = new RegExp(
  String.raw`^\s*SELECT\b[^;]*?\bFROM\s+(?:${SELDOM_WRITTEN})\s+WHERE\b(?![^;]*\b(?:FROM|JOIN|SELECT)\b)`,
  'i',
);
const NAMES_ONE = new RegExp(String.raw`\b(?:${SELDOM_WRITTEN})\b`, 'i');
const READS = /^\s*SELECT\b/i;

const MOST_ANSWERS = 4_000;
/** The whole menu and a picture are asked for once by a screen, and are too large to keep twice. */
const MOST_ROWS = 50;
const LONGEST_TEXT = 16_384;

/** Answers of SQLite that hold until one of their tables is written. */
export type KeptAnswers = {
  /** Whether the answers to a statement are worth keeping: it asks one of those tables and nothing else. */
  keeps(sql: string): boolean;
  /** Whether a statement may change one of them. */
  changes(sql: string): boolean;
  get(sql: string, params: Params): readonly Row[] | undefined;
  keep(question: { readonly sql: string; readonly params: Params }, rows: readonly Row[]): readonly Row[];
  forget(): void;
};

/** An empty memory of answers. */
export function keptAnswers(): KeptAnswers {
  const answers = new Map<string, Map<string, readonly Row[]>>();
  let count = 0;
  const forget = () => {
    answers.clear();
    count = 0;
  };
  return {
    keeps: (sql) => OF_ONE_TABLE.test(sql),
    changes: (sql) => !READS.test(sql) && NAMES_ONE.test(sql),
    get: (sql, params) => answers.get(sql)?.get(keyOf(params)),
    keep: ({ sql, params }, rows) => {
      if (rows.length > MOST_ROWS || rows.some(isLong)) return rows;
      if (count >= MOST_ANSWERS) forget();
      count += 1;
      const ofStatement = answers.get(sql) ?? new Map<string, readonly Row[]>();
      answers.set(sql, ofStatement);
      // Whoever asks next gets the same objects: nobody may have changed them.
      ofStatement.set(keyOf(params), Object.freeze(rows.map((row) => Object.freeze(row))));
      return rows;
    },
    forget,
  };
}

function keyOf(params: Params): string {
  return JSON.stringify(params);
}

function isLong(row: Row): boolean {
  return Object.values(row).some((value) => (typeof value === 'string' ? value.length > LONGEST_TEXT : value instanceof Uint8Array));
}

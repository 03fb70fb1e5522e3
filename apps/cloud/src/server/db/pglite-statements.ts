import { parse, protocol, type PGlite, type Transaction } from '@electric-sql/pglite';
import type { Row, Sql, SqlValue } from './sql.ts';

/** More texts than the app has; past it some are made per call (a list of ids as SQL), and those are not worth keeping. */
const MOST_STATEMENTS = 500;

type Prepared = { readonly name: string; readonly types: readonly number[] };

/**
 * Statements that are parsed and planned once, as the driver of a real server does it. What PGlite offers parses and plans each
 * text at every call, and with row-level security that costs more than running it.
 */
export function preparedStatements(pglite: PGlite): (tx: Transaction) => Sql {
  const known = new Map<string, Prepared>();
  let made = 0;
  const { serialize } = protocol;
  const prepare = async (text: string): Promise<Prepared> => {
    const name = `fastops_${(made += 1)}`;
    const told = await exchange(pglite, [serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync()]);
    const prepared = { name, types: parse.parseDescribeStatementResults(told) };
    known.set(text, prepared);
    return prepared;
  };
  const run = async (text: string, params: readonly SqlValue[]) => {
    const { name, types } = known.get(text) ?? (await prepare(text));
    const values = params.map((value, index) => asText(pglite, value, types[index]));
    const bound = serialize.bind({ statement: name, values });
    const answers = await exchange(pglite, [bound, serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync()]);
    return parse.parseResults(answers, pglite.parsers)[0]?.rows ?? [];
  };
  return (tx) => ({
    query: async <R = Row>(text: string, params: readonly SqlValue[] = []) => {
      if (known.size >= MOST_STATEMENTS && !known.has(text)) return (await tx.query<R>(text, [...params])).rows;
      // Statements that are asked for together run in that order, also when one of them has to be prepared first.
      return (await pglite.runExclusive(() => run(text, params))) as R[];
    },
  });
}

type Answers = Parameters<typeof parse.parseResults>[0];

/** Several messages in one go; an error in one of them skips to the end, as the protocol has it. */
function exchange(pglite: PGlite, messages: readonly Uint8Array[]): Promise<Answers> {
  return pglite.execProtocolStream(Buffer.concat(messages), { syncToFs: false });
}

function asText(pglite: PGlite, value: SqlValue, type: number | undefined): string | null {
  if (value === null) return null;
  const serializer = type === undefined ? undefined : pglite.serializers[type];
  return serializer ? String(serializer(value)) : String(value);
}

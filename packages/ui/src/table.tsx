import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand on the right so that their digits line up. */
  readonly align?: 'left' | 'right';
};

type TableProps<Row> = {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
};

export function Table<Row>({ caption, columns, rows, rowKey, onOpen }: TableProps<Row>) {
  return (
    <div className="overflow-x-auto rounded-md border border-line bg-surface-raised">
      <table className="w-full border-collapse text-14">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-ink-muted">
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classNames('px-4 py-2 font-medium whitespace-nowrap', side(column))}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={classNames('border-b border-line last:border-0', onOpen && 'cursor-pointer hover:bg-surface')}
              onClick={onOpen && (() => onOpen(row))}
            >
              {columns.map((column) => (
                <td key={column.key} className={classNames('h-10 px-4', side(column))}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function side<Row>(column: Column<Row>): string {
  return column.align === 'right' ? 'text-right whitespace-nowrap' : 'text-left';
}

import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type RowListProps<Row extends { readonly id: string }> = {
  readonly rows: readonly Row[];
  readonly empty: string;
  readonly addLabel: string;
  readonly nameOf: (row: Row) => string;
  readonly fresh: () => Row;
  readonly most: number;
  readonly onChange: (rows: readonly Row[]) => void;
  readonly children: (row: Row, change: (part: Partial<Row>) => void) => ReactNode;
};

/** Rows that are written, added and taken away. */
export function RowList<Row extends { readonly id: string }>(props: RowListProps<Row>) {
  const { rows, empty, addLabel, nameOf, fresh, most, onChange, children } = props;
  const { t } = useTranslation();
  const change = (id: string) => (part: Partial<Row>) => onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <div className="flex flex-col gap-3">
      {rows.length === 0 && <p className="text-14 text-ink-muted">{empty}</p>}
      <ul className="flex flex-col gap-3">
        {rows.map((row) => (
          <li key={row.id} className="flex items-start gap-2 border-t border-line pt-3 first:border-t-0 first:pt-0">
            <div className="min-w-0 flex-1">{children(row, change(row.id))}</div>
            <IconButton
              icon={Trash2}
              label={t('service.remove', { name: nameOf(row) })}
              onClick={() => onChange(rows.filter(({ id }) => id !== row.id))}
            />
          </li>
        ))}
      </ul>
      {rows.length < most && (
        <div>
          <Button icon={Plus} onClick={() => onChange([...rows, fresh()])}>
            {addLabel}
          </Button>
        </div>
      )}
    </div>
  );
}

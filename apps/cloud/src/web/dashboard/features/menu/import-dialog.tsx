import { readMenuCsv, readMenuTable, type MenuImport } from '@fastops/shared/catalog/menu-csv';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Table } from '@fastops/ui/table';
import { FileUp, TriangleAlert } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { Notice } from '../../lib/notice.tsx';
import { readWorkbook } from '../../lib/read-workbook.ts';
import { saved, type MenuNow, type SavedDoc } from './menu.queries.ts';
import { NotSaved, useSaving } from './saving.tsx';

const TONE = { new: 'positive', changed: 'info', same: 'neutral', bad: 'danger' } as const;

type RowPreview = {
  readonly line: number;
  readonly name: string;
  readonly outcome: keyof typeof TONE;
};
/** What reading a table came to. */
type Read<Row extends RowPreview> = { readonly rows: readonly Row[]; readonly missing: readonly string[] };

type TableImportProps<R extends Read<RowPreview>> = {
  readonly title: string;
  readonly text: string;
  readonly onClose: () => void;
  readonly fromCells: (cells: string[][]) => R;
  readonly fromText: (text: string) => R;
  readonly docsOf: (read: R) => readonly SavedDoc[];
  readonly saveText: (count: number) => string;
  readonly faultText: (row: R['rows'][number]) => string | undefined;
  readonly aside?: (read: R) => ReactNode;
};

/** Products out of a table. */
export function ImportDialog({ menu, onClose }: { readonly menu: MenuNow; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const known = { ...menu, newId };
  return (
    <TableImport<MenuImport>
      title={t('menu.importTitle')}
      text={t('menu.importText')}
      onClose={onClose}
      fromCells={(cells) => readMenuTable(cells, known)}
      fromText={(text) => readMenuCsv(text, known)}
      docsOf={({ products }) => products.map((product) => saved('product', product))}
      saveText={(count) => t('menu.importSave', { count })}
      faultText={(row) => row.fault && t(`menu.fault.${row.fault}`)}
    />
  );
}

/** A table is read here and shown row by row; only then anything is saved, and bad rows never are. */
export function TableImport<R extends Read<RowPreview>>(props: TableImportProps<R>) {
  const { title, text, onClose, fromCells, fromText, docsOf, saveText, faultText, aside } = props;
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<R | 'unreadable'>();
  const saving = useSaving(onClose);
  async function choose(file: File | undefined) {
    if (file) setRead(await readFile(file, { fromCells, fromText }).catch(() => 'unreadable' as const));
  }
  const table = read === 'unreadable' ? undefined : read;
  const docs = table ? docsOf(table) : [];
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={title}
      description={text}
      footer={
        docs.length > 0 && (
          <Button variant="primary" busy={saving.isPending} onClick={() => saving.send(docs)} data-testid="save-import">
            {saveText(docs.length)}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <NotSaved error={saving.error} name={title} />
        <div>
          <input
            ref={input}
            type="file"
            accept=".csv,.xlsx,text/csv"
            tabIndex={-1}
            aria-label={t('menu.importChoose')}
            className="sr-only"
            onChange={(event) => {
              void choose(event.target.files?.[0]);
              // The same file, put right, can be chosen again.
              event.target.value = '';
            }}
            data-testid="import-file"
          />
          <Button icon={FileUp} onClick={() => input.current?.click()}>
            {t('menu.importChoose')}
          </Button>
        </div>
        {read === 'unreadable' && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t('menu.importUnreadable')}
          </Notice>
        )}
        {table && table.missing.length > 0 && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t('menu.importMissing', { columns: table.missing.join(', ') })}
          </Notice>
        )}
        {table && aside?.(table)}
        {table && table.rows.length > 0 && <Rows title={title} rows={table.rows} faultText={faultText} />}
      </div>
    </Dialog>
  );
}

/** A workbook is a ZIP, whatever its name says. */
async function readFile<R extends Read<RowPreview>>(
  file: File,
  { fromCells, fromText }: Pick<TableImportProps<R>, 'fromCells' | 'fromText'>,
): Promise<R> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? fromCells(await readWorkbook(bytes)) : fromText(new TextDecoder().decode(bytes));
}

type RowsProps<Row extends RowPreview> = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly faultText: (row: Row) => string | undefined;
};

/** What each row would do, the bad ones first. */
function Rows<Row extends RowPreview>({ title, rows, faultText }: RowsProps<Row>) {
  const { t } = useTranslation();
  return (
    <Table
      caption={title}
      rows={[...rows].sort((a, b) => Number(b.outcome === 'bad') - Number(a.outcome === 'bad') || a.line - b.line)}
      rowKey={({ line }) => String(line)}
      columns={[
        { key: 'line', title: t('menu.line'), align: 'right', cell: ({ line }) => line },
        { key: 'name', title: t('menu.product'), cell: ({ name }) => name },
        {
          key: 'outcome',
          title: '',
          cell: (row) => (
            <span className="inline-flex items-center gap-2">
              <Badge tone={TONE[row.outcome]}>{t(`menu.outcome.${row.outcome}`)}</Badge>
              {faultText(row)}
            </span>
          ),
        },
      ]}
    />
  );
}

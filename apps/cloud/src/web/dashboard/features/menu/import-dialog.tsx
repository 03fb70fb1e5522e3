import { readMenuCsv, readMenuTable, type MenuImport, type RowPreview } from '@fastops/shared/catalog/menu-csv';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Table } from '@fastops/ui/table';
import { FileUp, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { Notice } from '../../lib/notice.tsx';
import { readWorkbook } from '../../lib/read-workbook.ts';
import { saved, type MenuNow } from './menu.queries.ts';
import { NotSaved, useSaving } from './saving.tsx';

const TONE = { new: 'positive', changed: 'info', same: 'neutral', bad: 'danger' } as const;

/** A table is read here and shown row by row; only then anything is saved, and bad rows never are. */
export function ImportDialog({ menu, onClose }: { readonly menu: MenuNow; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<MenuImport | 'unreadable'>();
  const saving = useSaving(onClose);
  async function choose(file: File | undefined) {
    if (file) setRead(await readFile(file, menu).catch(() => 'unreadable' as const));
  }
  const table = read === 'unreadable' ? undefined : read;
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('menu.importTitle')}
      description={t('menu.importText')}
      footer={
        table &&
        table.products.length > 0 && (
          <Button
            variant="primary"
            busy={saving.isPending}
            onClick={() => saving.send(table.products.map((product) => saved('product', product)))}
            data-testid="save-import"
          >
            {t('menu.importSave', { count: table.products.length })}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <NotSaved error={saving.error} name={t('menu.importTitle')} />
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
        {table && table.rows.length > 0 && <Rows rows={table.rows} />}
      </div>
    </Dialog>
  );
}

/** A workbook is a ZIP, whatever its name says. */
async function readFile(file: File, menu: MenuNow): Promise<MenuImport> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const known = { ...menu, newId };
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? readMenuTable(await readWorkbook(bytes), known) : readMenuCsv(new TextDecoder().decode(bytes), known);
}

/** What each row would do, the bad ones first. */
function Rows({ rows }: { readonly rows: readonly RowPreview[] }) {
  const { t } = useTranslation();
  return (
    <Table
      caption={t('menu.importTitle')}
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
              {row.fault && t(`menu.fault.${row.fault}`)}
            </span>
          ),
        },
      ]}
    />
  );
}

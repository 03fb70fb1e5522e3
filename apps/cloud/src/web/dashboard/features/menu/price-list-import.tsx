import { readPriceListCsv, readPriceListTable, type ListImport } from '@fastops/shared/catalog/price-list-table';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Notice } from '../../lib/notice.tsx';
import { TableImport } from './import-dialog.tsx';
import { saved, type MenuNow } from './menu.queries.ts';

/** Prices of the lists out of a table, looked at row by row before they are saved. */
export function PriceListImport({ menu, onClose }: { readonly menu: MenuNow; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <TableImport<ListImport>
      title={t('menu.lists.importTitle')}
      text={t('menu.lists.importText')}
      onClose={onClose}
      fromCells={(cells) => readPriceListTable(cells, menu)}
      fromText={(text) => readPriceListCsv(text, menu)}
      docsOf={({ lists }) => lists.map((list) => saved('price-list', list))}
      saveText={(count) => t('menu.lists.importSave', { count })}
      faultText={(row) => row.fault && t(`menu.lists.fault.${row.fault}`)}
      aside={({ unknownLists }) =>
        unknownLists.length > 0 && (
          <Notice urgent tone="warning" icon={TriangleAlert}>
            {t('menu.lists.unknownLists', { names: unknownLists.join(', ') })}
          </Notice>
        )
      }
    />
  );
}

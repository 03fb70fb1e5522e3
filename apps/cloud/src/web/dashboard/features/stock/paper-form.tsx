import type { StockPaper } from '@fastops/shared/stock/stock.events';
import { Button } from '@fastops/ui/button';
import { Sheet } from '@fastops/ui/sheet';
import { useToast } from '@fastops/ui/toast';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { Notice } from '../../lib/notice.tsx';
import { useWritePaper } from './stock.queries.ts';

type PaperFormProps = {
  readonly branchId: string;
  readonly title: string;
  readonly text?: string;
  /** What is written; undefined while nothing of it can be. */
  readonly paper: () => StockPaper | undefined;
  readonly onClose: () => void;
  readonly onSaved?: () => void;
  readonly children: ReactNode;
};

/** A paper that is being written: it is sent once, and what was typed stays when it could not be. */
export function PaperForm({ branchId, title, text, paper, onClose, onSaved, children }: PaperFormProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const [id] = useState(newId);
  const [isEmpty, setEmpty] = useState(false);
  const write = useWritePaper();
  function submit() {
    const written = paper();
    setEmpty(written === undefined);
    if (!written) return;
    write.mutate(
      { branchId, id, paper: written },
      {
        onSuccess: () => {
          toast({ tone: 'positive', title: t('stock.saved') });
          (onSaved ?? onClose)();
        },
      },
    );
  }
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={title}
      description={text}
      footer={
        <>
          <Button variant="primary" busy={write.isPending} onClick={submit} data-testid="save-paper">
            {t('stock.save')}
          </Button>
          <Button onClick={onClose}>{t('stock.cancel')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {(isEmpty || write.isError) && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t(isEmpty ? 'stock.nothing' : 'stock.notSaved')}
          </Notice>
        )}
        {children}
      </div>
    </Sheet>
  );
}

import { Button } from '@fastops/ui/button';
import { Sheet } from '@fastops/ui/sheet';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { NotSaved, type useSaving } from './saving.tsx';

type EditSheetProps = {
  readonly title: string;
  /** What a refusal calls what is edited. */
  readonly name: string;
  readonly saving: ReturnType<typeof useSaving>;
  readonly wide?: boolean;
  readonly testId: string;
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** What stands beside "save". */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
};

/** The sheet in which a part of the menu is edited: its fields, why it wasn't saved, and "save". */
export function EditSheet({ title, name, saving, wide = false, testId, onSave, onClose, beside, children }: EditSheetProps) {
  const { t } = useTranslation();
  return (
    <Sheet
      open
      {...(wide ? { width: 'wide' } : {})}
      onClose={onClose}
      closeLabel={t('app.close')}
      title={title}
      footer={
        <>
          <Button variant="primary" busy={saving.isPending} onClick={onSave} data-testid={testId}>
            {t('menu.save')}
          </Button>
          {beside}
        </>
      }
    >
      <div className={wide ? 'flex flex-col gap-5' : 'flex flex-col gap-3'}>
        <NotSaved error={saving.error} name={name} />
        {children}
      </div>
    </Sheet>
  );
}

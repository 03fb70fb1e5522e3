import type { Supplier } from '@fastops/shared/recipes/ingredient';
import { Button } from '@fastops/ui/button';
import { Sheet } from '@fastops/ui/sheet';
import { TextField } from '@fastops/ui/text-field';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { archived, saved, type MenuNow } from './menu.queries.ts';
import { NotSaved, useSaving } from './saving.tsx';

/** Whom things are bought from; one whose name is emptied goes. */
export function SupplierSheet({ menu, onClose }: { readonly menu: MenuNow; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [list, setList] = useState<readonly Supplier[]>(menu.suppliers);
  const saving = useSaving(onClose);
  const rename = (id: string, name: string) => setList(list.map((each) => (each.id === id ? { ...each, name } : each)));
  const submit = () => {
    const kept = list.filter(({ name }) => name.trim() !== '');
    const gone = menu.suppliers.filter(({ id }) => !kept.some((each) => each.id === id));
    saving.send([
      ...kept.map((each) => saved('supplier', { ...each, name: each.name.trim() })),
      ...gone.map((each) => archived('supplier', each)),
    ]);
  };
  return (
    <Sheet
      open
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('menu.ingredients.suppliers')}
      footer={
        <Button variant="primary" busy={saving.isPending} onClick={submit} data-testid="save-suppliers">
          {t('menu.save')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <NotSaved error={saving.error} name={t('menu.ingredients.suppliers')} />
        {list.map(({ id, name }) => (
          <TextField key={id} label={t('menu.name')} maxLength={80} value={name} onChange={(event) => rename(id, event.target.value)} />
        ))}
        <div>
          <Button icon={Plus} onClick={() => setList([...list, { id: newId(), name: '' }])}>
            {t('menu.ingredients.newSupplier')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

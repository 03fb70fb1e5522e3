import type { Supplier } from '@fastops/shared/recipes/ingredient';
import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { EditSheet } from './edit-sheet.tsx';
import { archived, saved, type MenuNow } from './menu.queries.ts';
import { useSaving } from './saving.tsx';

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
    <EditSheet
      title={t('menu.ingredients.suppliers')}
      name={t('menu.ingredients.suppliers')}
      saving={saving}
      testId="save-suppliers"
      onSave={submit}
      onClose={onClose}
    >
      {list.map(({ id, name }) => (
        <TextField key={id} label={t('menu.name')} maxLength={80} value={name} onChange={(event) => rename(id, event.target.value)} />
      ))}
      <div>
        <Button icon={Plus} onClick={() => setList([...list, { id: newId(), name: '' }])}>
          {t('menu.ingredients.newSupplier')}
        </Button>
      </div>
    </EditSheet>
  );
}

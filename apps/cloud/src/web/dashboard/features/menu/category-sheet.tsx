import type { Category } from '@fastops/shared/catalog/product';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { TextField } from '@fastops/ui/text-field';
import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { EditSheet } from './edit-sheet.tsx';
import { archived, saved, type MenuNow } from './menu.queries.ts';
import { useSaving } from './saving.tsx';

/** The tabs of the sell screen, in their order; one with products stays. */
export function CategorySheet({ menu, onClose }: { readonly menu: MenuNow; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [list, setList] = useState<readonly Category[]>(menu.categories);
  const saving = useSaving(onClose);
  const change = (id: string, part: Partial<Category>) => setList(list.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const up = (index: number) =>
    setList(list.flatMap((each, at) => (at === index - 1 ? [list[index] ?? each, each] : at === index ? [] : [each])));
  const add = () => setList([...list, { id: newId(), name: '', hue: (list.length * 67) % 360, sort: 0 }]);
  const submit = () => {
    const kept = list
      .filter(({ name }) => name.trim() !== '')
      .map((each, index) => ({ ...each, name: each.name.trim(), sort: (index + 1) * 10 }));
    const gone = menu.categories.filter(({ id }) => !kept.some((each) => each.id === id));
    saving.send([...kept.map((each) => saved('category', each)), ...gone.map((each) => archived('category', each))]);
  };
  return (
    <EditSheet
      title={t('menu.categories')}
      name={t('menu.categories')}
      saving={saving}
      testId="save-categories"
      onSave={submit}
      onClose={onClose}
    >
      {list.map(({ id, name, hue }, index) => (
        <div key={id} className="flex items-end gap-2">
          <TextField
            label={t('menu.name')}
            hideLabel={index > 0}
            className="flex-1"
            maxLength={40}
            value={name}
            lead={<span aria-hidden className="size-4 rounded-full" style={{ background: `oklch(0.75 0.1 ${hue})` }} />}
            onChange={(event) => change(id, { name: event.target.value })}
          />
          <IconButton icon={ArrowUp} label={t('menu.up')} onClick={() => up(index)} />
          {!menu.products.some(({ categoryId }) => categoryId === id) && (
            <IconButton icon={Trash2} label={t('menu.remove')} onClick={() => setList(list.filter((each) => each.id !== id))} />
          )}
        </div>
      ))}
      <div>
        <Button icon={Plus} onClick={add}>
          {t('menu.newCategory')}
        </Button>
      </div>
    </EditSheet>
  );
}

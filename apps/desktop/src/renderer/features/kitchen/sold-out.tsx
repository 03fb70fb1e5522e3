import { Button } from '@fastops/ui/button';
import { Sheet } from '@fastops/ui/sheet';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';

/** The kitchen knows first what has run out. */
export function SoldOutButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="touch" variant="ghost" icon={Ban} onClick={() => setOpen(true)} data-testid="kitchen-sold-out">
        {t('kitchen.sold-out')}
      </Button>
      {open && <SoldOutSheet onClose={() => setOpen(false)} />}
    </>
  );
}

function SoldOutSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const branch = useBranch();
  const queries = useQueryClient();
  const { data: menu } = useQuery({ queryKey: ['catalog', 'menu'], queryFn: () => branch.catalog.menu.query() });
  const set = useMutation({
    mutationFn: (input: { targetId: string; soldOut: boolean }) => branch.catalog.setSoldOut.mutate({ target: 'product', ...input }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['catalog'] }),
  });
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('kitchen.sold-out-title')}
      description={t('kitchen.sold-out-hint')}
      closeLabel={t('common.close')}
    >
      <ul className="divide-y divide-line">
        {menu?.products.map(({ id, name, soldOut }) => (
          <li key={id}>
            <Button
              size="touch"
              stretch
              variant={soldOut ? 'danger' : 'ghost'}
              {...(soldOut ? { icon: Ban } : {})}
              aria-pressed={soldOut}
              className="justify-start"
              onClick={() => set.mutate({ targetId: id, soldOut: !soldOut })}
            >
              {soldOut ? t('kitchen.is-out', { name }) : name}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

import { Button } from '@fastops/ui/button';
import { PackageX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { RemovalDialog } from './removal-dialog.tsx';
import { useHeldFromRemoval } from './sync.queries.ts';

/** Before FastOps is uninstalled from this computer: nothing may be only here, or the owner says so. */
export function RemovalSection() {
  const { t } = useTranslation();
  const held = useHeldFromRemoval();
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-label={t('sync.removal.title')} className="flex flex-col gap-2 border-t border-line pt-4">
      <p className="text-14 text-ink-muted">{t('sync.removal.hint')}</p>
      <div>
        <Button size="touch" icon={PackageX} onClick={() => setOpen(true)}>
          {t('sync.removal.open')}
        </Button>
      </div>
      {isOpen && <RemovalDialog held={held} onClose={() => setOpen(false)} />}
    </section>
  );
}

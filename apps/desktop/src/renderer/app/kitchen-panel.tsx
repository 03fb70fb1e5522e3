import { Button } from '@fastops/ui/button';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { KitchenScreen } from '../features/kitchen/kitchen.screen.tsx';
import { useShortcuts } from '../lib/shortcuts.ts';

/** The kitchen over the whole window of a till, until somebody goes back to selling. */
export function KitchenPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  useShortcuts({ Escape: onClose });
  return (
    <div className="fixed inset-0 z-10 bg-surface" data-testid="kitchen-panel">
      <KitchenScreen
        actions={
          <Button size="touch" variant="ghost" icon={ArrowLeft} onClick={onClose} data-testid="kitchen-leave">
            {t('kitchen.leave')}
          </Button>
        }
      />
    </div>
  );
}

import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { IconButton } from '@fastops/ui/icon-button';
import { Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { WORK_KEYS } from '../../lib/keys.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';

/** Empties the order after asking once: the one step here that can't be taken back. */
export function DiscardButton({ onDiscard }: { readonly onDiscard: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const close = () => setAsking(false);
  const ask = () => setAsking(true);
  useShortcuts({ [WORK_KEYS.discard]: ask });
  return (
    <>
      <IconButton icon={Trash2} label={t('sell.discard')} size="touch" aria-keyshortcuts={WORK_KEYS.discard} onClick={ask} />
      <Dialog
        open={asking}
        onClose={close}
        title={t('sell.discard-title')}
        closeLabel={t('common.close')}
        initialFocus={keep}
        footer={
          <>
            <Button ref={keep} size="touch" stretch onClick={close}>
              {t('sell.discard-keep')}
            </Button>
            <Button
              size="touch"
              stretch
              variant="danger"
              data-testid="discard-confirm"
              onClick={() => {
                close();
                onDiscard();
              }}
            >
              {t('sell.discard-yes')}
            </Button>
          </>
        }
      >
        <p className="text-16">{t('sell.discard-text')}</p>
      </Dialog>
    </>
  );
}

import { Button } from '@fastops/ui/button';
import { Unplug } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { LeaveDialog } from './leave-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import { useHeldBack } from './sync.queries.ts';

/** The way out of a branch, for a computer that is changed or sold: first nothing may be only here, then somebody answers for it. */
export function ReleaseSection({ online }: { readonly online: boolean }) {
  const { t } = useTranslation();
  const held = useHeldBack();
  const [step, setStep] = useState<'closed' | 'held' | 'pin'>('closed');
  const close = () => setStep('closed');
  return (
    <section aria-label={t('sync.release.title')} className="flex flex-col gap-2 border-t border-line pt-4">
      <p className="text-14 text-ink-muted">{t('sync.release.hint')}</p>
      <div>
        <Button size="touch" icon={Unplug} onClick={() => setStep(held ? 'held' : 'pin')}>
          {t('sync.release.open')}
        </Button>
      </div>
      {step === 'held' && (
        <LeaveDialog held={held} online={online} goLabel={t('sync.release.go-on')} onLeave={() => setStep('pin')} onStay={close} />
      )}
      {step === 'pin' && <ReleaseDialog onClose={close} />}
    </section>
  );
}

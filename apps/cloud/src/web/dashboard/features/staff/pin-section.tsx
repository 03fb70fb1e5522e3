import { Button } from '@fastops/ui/button';
import { useToast } from '@fastops/ui/toast';
import { KeyRound, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Notice } from '../../lib/notice.tsx';
import { NotSaved } from './not-saved.tsx';
import { NO_PIN, PinFields } from './pin-fields.tsx';
import { pinFault } from './staff-words.ts';
import type { Worker } from './staff.queries.ts';
import { useSetPin } from './staff.queries.ts';

/** Gives somebody another PIN: what the old one was nobody knows, and the new one is not shown again. */
export function PinSection({ worker }: { readonly worker: Worker }) {
  const { t } = useTranslation();
  const toast = useToast();
  const setPin = useSetPin();
  const [draft, setDraft] = useState(NO_PIN);
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const close = () => {
    setOpen(false);
    setAsked(false);
    setDraft(NO_PIN);
  };
  function confirm() {
    setAsked(true);
    if (pinFault(draft.pin, draft.again)) return;
    setPin.mutate(
      { id: worker.id, pin: draft.pin },
      {
        onSuccess: () => {
          toast({ tone: 'positive', title: t('staff.pin.changed', { name: worker.name }) });
          close();
        },
      },
    );
  }
  return (
    <section aria-labelledby="worker-pin" className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 id="worker-pin" className="text-16 font-semibold">
        {t('staff.pin.title')}
      </h3>
      {!worker.hasPin && !isOpen && (
        <Notice tone="warning" icon={TriangleAlert}>
          {t('staff.pin.none')}
        </Notice>
      )}
      <NotSaved error={setPin.error} />
      {isOpen && <PinFields draft={draft} asked={asked} onChange={setDraft} />}
      <div className="flex flex-wrap gap-3">
        {isOpen ? (
          <>
            <Button variant="primary" busy={setPin.isPending} onClick={confirm}>
              {t('staff.pin.submit')}
            </Button>
            <Button onClick={close}>{t('staff.cancel')}</Button>
          </>
        ) : (
          <Button icon={KeyRound} onClick={() => setOpen(true)}>
            {t(worker.hasPin ? 'staff.pin.change' : 'staff.pin.give')}
          </Button>
        )}
      </div>
    </section>
  );
}

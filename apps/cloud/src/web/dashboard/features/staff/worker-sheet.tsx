import { Button } from '@fastops/ui/button';
import { Sheet } from '@fastops/ui/sheet';
import { useToast } from '@fastops/ui/toast';
import { Lock } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Notice } from '../../lib/notice.tsx';
import { LeavingSection } from './leaving-section.tsx';
import { NotSaved } from './not-saved.tsx';
import { NO_PIN, PinFields } from './pin-fields.tsx';
import { PinSection } from './pin-section.tsx';
import { pinFault } from './staff-words.ts';
import type { Branch, Role, Worker, WorkerDraft } from './staff.queries.ts';
import { useSaveWorker } from './staff.queries.ts';
import { WorkerFields } from './worker-fields.tsx';

type WorkerSheetProps = {
  readonly start: WorkerDraft;
  /** Absent while somebody is being hired. */
  readonly known: Worker | undefined;
  readonly roles: readonly Role[];
  readonly branches: readonly Branch[];
  readonly mayManage: boolean;
  readonly onClose: () => void;
};

/** One person at the tills: what they do and where, their PIN, and the way out. */
export function WorkerSheet({ start, known, roles, branches, mayManage, onClose }: WorkerSheetProps) {
  const { t } = useTranslation();
  const { draft, setDraft, pin, setPin, asked, pinAsked, confirm, save } = useHiring(start, known, onClose);
  const mayChange = mayManage && known?.yours !== false;
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={known?.name ?? t('staff.hire')}
      description={t(known ? 'staff.sheetText' : 'staff.hireText')}
      footer={mayChange && <Foot isNew={known === undefined} busy={save.isPending} onSave={confirm} onClose={onClose} />}
    >
      <div className="flex flex-col gap-6">
        {!mayChange && <Notice icon={Lock}>{t('staff.notYours')}</Notice>}
        <NotSaved error={save.error} />
        <fieldset disabled={!mayChange} className="contents">
          <WorkerFields draft={draft} asked={asked} roles={roles} branches={branches} onChange={setDraft} />
        </fieldset>
        {known === undefined && <FirstPin draft={pin} asked={pinAsked} onChange={setPin} />}
        {known && mayChange && <Acts worker={known} onDone={onClose} />}
      </div>
    </Sheet>
  );
}

function FirstPin(props: ComponentProps<typeof PinFields>) {
  const { t } = useTranslation();
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-16 font-semibold">{t('staff.pin.title')}</h3>
      <PinFields {...props} />
      <p className="text-14 text-ink-muted">{t('staff.pin.later')}</p>
    </section>
  );
}

/** What is done at once, without saving: the PIN, and letting in or out. */
function Acts({ worker, onDone }: { readonly worker: Worker; readonly onDone: () => void }) {
  return (
    <>
      {worker.status !== 'left' && <PinSection worker={worker} />}
      <LeavingSection worker={worker} onDone={onDone} />
    </>
  );
}

/** What is being written about somebody, and keeping it. */
function useHiring(start: WorkerDraft, known: Worker | undefined, onDone: () => void) {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveWorker();
  const [draft, setDraft] = useState(start);
  const [pin, setPin] = useState(NO_PIN);
  const [asked, setAsked] = useState(false);
  const withPin = known === undefined && (pin.pin !== '' || pin.again !== '');
  function confirm() {
    setAsked(true);
    if (draft.name.trim() === '' || (withPin && pinFault(pin.pin, pin.again))) return;
    const worker = { ...draft, name: draft.name.trim() };
    save.mutate(
      { worker, pin: withPin ? pin.pin : undefined },
      {
        onSuccess: () => {
          toast({ tone: 'positive', title: t(known ? 'staff.saved' : 'staff.hired', { name: worker.name }) });
          onDone();
        },
      },
    );
  }
  return { draft, setDraft, pin, setPin, asked, pinAsked: asked && withPin, confirm, save };
}

type FootProps = { readonly isNew: boolean; readonly busy: boolean; readonly onSave: () => void; readonly onClose: () => void };

function Foot({ isNew, busy, onSave, onClose }: FootProps) {
  const { t } = useTranslation();
  return (
    <div className="flex w-full flex-wrap justify-end gap-3">
      <Button onClick={onClose}>{t('staff.cancel')}</Button>
      <Button variant="primary" busy={busy} onClick={onSave}>
        {t(isNew ? 'staff.hireSubmit' : 'staff.save')}
      </Button>
    </div>
  );
}

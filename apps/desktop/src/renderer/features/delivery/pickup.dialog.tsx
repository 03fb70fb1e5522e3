import type { Pickup } from '@fastops/shared/orders/serving.events';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Dialog } from '@fastops/ui/dialog';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const MINUTES = [10, 15, 20, 30, 45, 60];
const MINUTE_MS = 60_000;

type PickupDialogProps = { readonly start: Pickup | undefined; readonly onSave: (pickup: Pickup) => void; readonly onClose: () => void };

/** Who comes for it, and in how long it was promised. */
export function PickupDialog({ start, onSave, onClose }: PickupDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(start?.name ?? '');
  const [minutes, setMinutes] = useState(20);
  const save = () => {
    if (name.trim() !== '') onSave({ name: name.trim(), promisedAt: Date.now() + minutes * MINUTE_MS });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('service.pickup')}
      closeLabel={t('common.close')}
      footer={
        <Button
          size="touch"
          variant="primary"
          stretch
          data-testid="pickup-save"
          disabledReason={name.trim() === '' ? t('service.name') : undefined}
          onClick={save}
        >
          {t('service.save')}
        </Button>
      }
    >
      <TextField size="touch" label={t('service.name')} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      <fieldset className="pt-3">
        <legend className="pb-1 text-14 font-semibold">{t('service.promised')}</legend>
        <div className="flex flex-wrap gap-2">
          {MINUTES.map((count) => (
            <Chip key={count} pressed={count === minutes} onClick={() => setMinutes(count)}>
              {t('service.minutes', { count })}
            </Chip>
          ))}
        </div>
      </fieldset>
    </Dialog>
  );
}

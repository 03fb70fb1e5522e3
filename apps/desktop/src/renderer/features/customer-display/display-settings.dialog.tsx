import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Segmented } from '@fastops/ui/segmented';
import { ImageUp, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSettings } from '../../lib/settings.tsx';

/** A picture of a QR is small; more is a photograph of something else. */
const LARGEST_BYTES = 400_000;

/** The screen towards the customer: on or off, and the shop's own QR that it shows while a transfer can be made. */
export function DisplaySettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { display, setDisplay } = useSettings();
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('menu.customer-display')}
      description={t('display.hint')}
      closeLabel={t('common.close')}
    >
      <div className="flex flex-col gap-5">
        <Segmented
          size="big"
          label={t('menu.customer-display')}
          value={display.on ? 'on' : 'off'}
          onChange={(value) => setDisplay({ ...display, on: value === 'on' })}
          segments={[
            { value: 'off', label: t('display.off') },
            { value: 'on', label: t('display.on') },
          ]}
        />
        <ShopQr />
      </div>
    </Dialog>
  );
}

/** The picture of the bank's QR: chosen, seen, taken away. */
function ShopQr() {
  const { t } = useTranslation();
  const { display, setDisplay } = useSettings();
  const input = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string>();
  const take = (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST_BYTES || !/^image\/(png|jpeg|webp)$/.test(file.type)) return setTrouble(t('display.qr-bad'));
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') setDisplay({ ...display, qr: reader.result });
    });
    reader.readAsDataURL(file);
    setTrouble(undefined);
  };
  return (
    <div className="flex items-start gap-4">
      {display.qr !== undefined && (
        <img src={display.qr} alt={t('display.qr')} className="size-36 rounded-md bg-white object-contain p-2" />
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <p className="text-14 text-ink-muted">{t('display.qr-hint')}</p>
        <div className="flex flex-wrap gap-2">
          <Button size="touch" icon={ImageUp} onClick={() => input.current?.click()}>
            {t('display.qr-choose')}
          </Button>
          {display.qr !== undefined && (
            <Button size="touch" variant="ghost" icon={Trash2} onClick={() => setDisplay({ ...display, qr: undefined })}>
              {t('display.qr-remove')}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          className="hidden"
          data-testid="display-qr-file"
          aria-label={t('display.qr-choose')}
          onChange={(event) => take(event.target.files?.[0])}
        />
        {trouble && (
          <p role="alert" className="text-14 text-danger">
            {trouble}
          </p>
        )}
      </div>
    </div>
  );
}

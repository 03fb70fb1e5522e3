import { WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { ring } from './sounds.ts';

const RING_EVERY_MS = 10_000;

/** Over everything: an old board that looks alive is how orders are forgotten. */
export function LostLine({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    ring('alarm');
    const timer = setInterval(() => ring('alarm'), RING_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div
      role="alert"
      data-testid="kitchen-lost"
      className="absolute inset-0 z-10 flex flex-col items-center justify-center gap-4 bg-danger p-8 text-center text-danger-ink"
    >
      <WifiOff aria-hidden className="size-20" />
      <p className="text-40 font-bold">{t('kitchen.lost')}</p>
      <p className="max-w-160 text-20">{t('kitchen.lost-hint')}</p>
      {children}
    </div>
  );
}

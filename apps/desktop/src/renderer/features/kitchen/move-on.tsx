import { Button } from '@fastops/ui/button';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import type { Move } from './moving.ts';
import { moveTo } from './moving.ts';

const LOOK_EVERY_MS = 3_000;

/** Goes after the till that took over: by itself where the browser knows its certificate, by a touch where it has to ask once. */
export function MoveOn({ move: { key, places } }: { readonly move: Move }) {
  const { t } = useTranslation();
  useEffect(() => {
    const look = () => {
      for (const { url } of places) {
        const probe = new Image();
        probe.addEventListener('load', () => moveTo(url, key));
        probe.src = `${url}/alive.svg?${Date.now()}`;
      }
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [key, places]);
  if (places.length === 0) return null;
  return (
    <section className="flex max-w-160 flex-col items-center gap-3" aria-label={t('kitchen.move')}>
      <p className="text-16">{t('kitchen.move')}</p>
      <div className="flex flex-wrap justify-center gap-3">
        {places.map(({ name, url }) => (
          <Button key={url} size="hero" onClick={() => moveTo(url, key)} data-testid="kitchen-move">
            {name}
          </Button>
        ))}
      </div>
      <p className="text-14">{t('kitchen.move-hint')}</p>
    </section>
  );
}

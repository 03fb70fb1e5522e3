import { Segmented } from '@fastops/ui/segmented';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

import { THEMES, useSettings } from '../../lib/settings.tsx';

const LEAST = { width: 1024, height: 700 };

/** Whether this screen is large enough to sell on, and how it looks. */
export function ScreenStep() {
  const { t } = useTranslation();
  const { theme, setTheme } = useSettings();
  const size = useSyncExternalStore(listen, () => `${window.innerWidth}×${window.innerHeight}`);
  const isLarge = window.innerWidth >= LEAST.width && window.innerHeight >= LEAST.height;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-20 font-semibold" data-testid="screen-size">
        {t(isLarge ? 'first.screen.good' : 'first.screen.small', { size })}
      </p>
      <Segmented
        size="touch"
        label={t('menu.theme')}
        value={theme}
        onChange={setTheme}
        segments={THEMES.map((value) => ({ value, label: t(`menu.theme.${value}`) }))}
      />
    </div>
  );
}

function listen(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

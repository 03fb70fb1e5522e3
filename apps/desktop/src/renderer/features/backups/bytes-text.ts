import { useMemo } from 'react';

import { LOCALE } from '../../lib/i18n.ts';
import { useSettings } from '../../lib/settings.tsx';

const GIGABYTE = 1_000_000_000;
const MEGABYTE = 1_000_000;

/** `12,4 GB`: as disks are sold. A dash where the system doesn't say. */
export function useBytes(): (bytes: number | null) => string {
  const { language } = useSettings();
  return useMemo(() => {
    const text = (value: number, unit: 'gigabyte' | 'megabyte') =>
      new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit, maximumFractionDigits: unit === 'gigabyte' ? 1 : 0 }).format(value);
    return (bytes) => {
      if (bytes === null) return '–';
      return bytes >= GIGABYTE ? text(bytes / GIGABYTE, 'gigabyte') : text(bytes / MEGABYTE, 'megabyte');
    };
  }, [language]);
}

import { useState } from 'react';

import { remember, remembered } from './remembered.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'fastops.theme';
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => remembered(KEY, THEMES) ?? 'system');
  return [
    theme,
    (next) => {
      remember(KEY, next);
      wear(next);
      setTheme(next);
    },
  ];
}

/** Keeps "as my device" true when the device changes its mind at dusk. */
export function followSystemTheme(): void {
  wear(remembered(KEY, THEMES) ?? 'system');
  systemIsDark.addEventListener('change', () => wear(remembered(KEY, THEMES) ?? 'system'));
}

function wear(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && systemIsDark.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

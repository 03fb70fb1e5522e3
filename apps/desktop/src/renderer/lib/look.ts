import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import type { BranchOutputs } from './branch.tsx';
import { useBranch } from './branch.tsx';
import { hasChosenLanguage, useSettings } from './settings.tsx';

export type Look = NonNullable<BranchOutputs['terminal']['look']>;

/** How the branch's file wants this till; it comes with the installation, so one question is enough. Null without such a file. */
export function useLook(): Look | null | undefined {
  const branch = useBranch();
  return useQuery({ queryKey: ['look'], queryFn: () => branch.terminal.look.query(), staleTime: Infinity }).data;
}

/** Puts the branch's colour and, until somebody chose one, its language on the screen. High contrast keeps its own colours. */
export function useBranchLook(): void {
  const look = useLook();
  const { theme, setLanguage } = useSettings();
  const { accent, language } = look ?? {};
  useEffect(() => {
    const { style } = document.documentElement;
    if (!accent || theme === 'contrast') return;
    const colours = {
      '--accent': accent.fill,
      '--accent-pressed': accent.pressed,
      '--accent-ink': accent.ink,
      '--accent-soft': `color-mix(in srgb, ${accent.fill} 14%, var(--surface-raised))`,
    };
    for (const [name, value] of Object.entries(colours)) style.setProperty(name, value);
    return () => Object.keys(colours).forEach((name) => style.removeProperty(name));
  }, [accent, theme]);
  useEffect(() => {
    if (language !== undefined && !hasChosenLanguage()) setLanguage(language);
  }, [language, setLanguage]);
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** Every page before log-in: what FastOps promises beside one question. */
export function DoorLayout({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] bg-surface-raised lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:grid-rows-1">
      <header className="flex flex-col justify-between gap-3 bg-accent p-6 text-accent-ink lg:p-12">
        <Brand ground="accent" />
        <p className="max-w-[22ch] text-20 font-semibold text-balance lg:text-40">{t('login.promise')}</p>
      </header>
      <main className="flex flex-col p-6 lg:p-12">
        <div className="flex justify-end">
          <LanguageSwitch />
        </div>
        <div className="mx-auto flex w-full max-w-[400px] flex-1 flex-col justify-center pb-12 max-lg:pt-8 max-lg:justify-start">
          <h1 className="mb-6 text-28 font-semibold">{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}

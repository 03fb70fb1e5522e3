import { Button } from '@fastops/ui/button';
import { Tabs } from '@fastops/ui/tabs';
import { ToastProvider } from '@fastops/ui/toast';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { setFilter, usePlace } from '../../lib/location.ts';
import { Companies } from './companies.tsx';
import { Invoices } from './invoices.tsx';
import { Letters } from './letters.tsx';
import { useOperatorLogout } from './operator.queries.ts';

const PARTS = ['companies', 'invoices', 'letters'] as const;
type Part = (typeof PARTS)[number];
const PART = 'ver';

/** Companies, what they owe, and work that failed: what whoever runs the platform looks after. */
export function Room({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const { search } = usePlace();
  const logout = useOperatorLogout();
  const part = PARTS.find((each) => each === search.get(PART)) ?? 'companies';
  return (
    <ToastProvider closeLabel={t('app.close')}>
      <main className="mx-auto flex max-w-[1200px] flex-col gap-4 p-4 lg:p-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-28 font-semibold">{t('operator.screen')}</h1>
          <span className="flex items-center gap-3 text-14">
            {name}
            <Button onClick={() => logout.mutate()}>{t('operator.logout')}</Button>
          </span>
        </div>
        <Tabs
          label={t('operator.tabs.label')}
          value={part}
          onChange={(value) => setFilter(PART, value === 'companies' ? undefined : value)}
          items={PARTS.map((value) => ({ value, label: t(`operator.tabs.${value}`) }))}
        >
          <div className="flex flex-col gap-4 pt-4">{panelOf(part)}</div>
        </Tabs>
      </main>
    </ToastProvider>
  );
}

function panelOf(part: Part): ReactNode {
  if (part === 'invoices') return <Invoices />;
  if (part === 'letters') return <Letters />;
  return <Companies />;
}

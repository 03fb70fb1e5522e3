import { ToastProvider } from '@fastops/ui/toast';
import type { QueryClient } from '@tanstack/react-query';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import type { i18n as I18n } from 'i18next';
import { I18nextProvider, useTranslation } from 'react-i18next';

import { KitchenScreen } from '../features/kitchen/kitchen.screen.tsx';
import { MoveOn } from '../features/kitchen/move-on.tsx';
import { useMove } from '../features/kitchen/moving.ts';
import { PairScreen } from '../features/kitchen/pair.screen.tsx';
import type { BranchClient } from '../lib/branch.tsx';
import { BranchProvider, useBranch } from '../lib/branch.tsx';
import { SettingsProvider } from '../lib/settings.tsx';
import { SettingsMenu } from './settings-menu.tsx';

type KitchenRootProps = { readonly branch: BranchClient; readonly queries: QueryClient; readonly i18n: I18n };

/** The kitchen in any browser of the shop's network: a code first, then the board. */
export function KitchenRoot({ branch, queries, i18n }: KitchenRootProps) {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <BranchProvider client={branch}>
          <SettingsProvider>
            <Screen />
          </SettingsProvider>
        </BranchProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}

function Screen() {
  const { t } = useTranslation();
  const branch = useBranch();
  // The board itself says whether this browser is paired: the cookie is out of any script's sight.
  const entry = useQuery({ queryKey: ['entry'], queryFn: () => branch.kitchen.customers.query(), retry: false, refetchInterval: 30_000 });
  const move = useMove(entry.data !== undefined);
  if (entry.error && isUnpaired(entry.error)) return <PairScreen onPaired={() => void entry.refetch()} />;
  if (entry.data === undefined) return null;
  return (
    <ToastProvider closeLabel={t('common.close')}>
      <KitchenScreen actions={<SettingsMenu />} whenLost={move && <MoveOn move={move} />} />
    </ToastProvider>
  );
}

function isUnpaired(error: unknown): boolean {
  const response: unknown = error instanceof TRPCClientError ? error.meta?.['response'] : undefined;
  return response instanceof Response && response.status === 401;
}

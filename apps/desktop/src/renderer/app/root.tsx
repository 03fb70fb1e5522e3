import { ToastProvider } from '@fastops/ui/toast';
import type { QueryClient } from '@tanstack/react-query';
import { QueryClientProvider } from '@tanstack/react-query';
import type { i18n as I18n } from 'i18next';
import type { ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';

import type { BranchClient } from '../lib/branch.tsx';
import { BranchProvider } from '../lib/branch.tsx';
import { ApprovalDialog } from '../features/approval/approval.dialog.tsx';
import { ApprovalProvider } from '../lib/approval.tsx';
import { SettingsProvider } from '../lib/settings.tsx';
import { Till } from './till.tsx';

type RootProps = { readonly branch: BranchClient; readonly queries: QueryClient; readonly i18n: I18n };

export function Root({ branch, queries, i18n }: RootProps) {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <BranchProvider client={branch}>
          <SettingsProvider>
            <Toasts>
              <ApprovalProvider dialog={(question) => <ApprovalDialog key={question.requestId} question={question} />}>
                <Till />
              </ApprovalProvider>
            </Toasts>
          </SettingsProvider>
        </BranchProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}

function Toasts({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return <ToastProvider closeLabel={t('common.close')}>{children}</ToastProvider>;
}

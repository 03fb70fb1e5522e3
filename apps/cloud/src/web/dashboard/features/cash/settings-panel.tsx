import { DEFAULT_CASH_SETTINGS } from '@fastops/shared/cash/settings';
import { TAX_PROFILES, type TaxProfile } from '@fastops/shared/catalog/tax-profile';
import { paymentMethodSchema } from '@fastops/shared/payments/method';
import { money } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import { TextField } from '@fastops/ui/text-field';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ChipSet } from '../../lib/chip-set.tsx';
import { useMay } from '../../lib/me.ts';
import { Notice } from '../../lib/notice.tsx';
import { Panel } from '../../lib/panel.tsx';
import { methodText } from '../../lib/words.ts';
import { useBranchSettings, useSaveSettings, type BranchSettings } from './cash.queries.ts';

/** What a branch charges, and how it keeps its drawers. */
export function SettingsPanel({ branchId }: { readonly branchId: string }) {
  const { t } = useTranslation();
  const settings = useBranchSettings(branchId);
  return (
    <Panel title={t('cash.settings')}>
      {settings.data ? (
        <Form key={JSON.stringify(settings.data)} branchId={branchId} settings={settings.data} />
      ) : (
        <Skeleton className="h-32" />
      )}
    </Panel>
  );
}

function Form({ branchId, settings }: { readonly branchId: string; readonly settings: BranchSettings }) {
  const { t } = useTranslation();
  const mayManage = useMay('branches.manage');
  const save = useSaveSettings(branchId);
  const [drawerMethods, setDrawerMethods] = useState(settings.cash.drawerMethods);
  const [tax, setTax] = useState<TaxProfile>(settings.tax);
  const [limit, setLimit] = useState(String(settings.cash.differenceLimit));
  const [seconds, setSeconds] = useState(String(settings.cash.openAlarmSeconds));
  const [noSales, setNoSales] = useState(String(settings.cash.freeNoSales));
  const [categories, setCategories] = useState(settings.cash.expenseCategories.join(', '));

  function submit() {
    const cash = {
      ...settings.cash,
      drawerMethods,
      differenceLimit: money(figureOf(limit, DEFAULT_CASH_SETTINGS.differenceLimit)),
      openAlarmSeconds: Math.min(3_600, Math.max(5, figureOf(seconds, DEFAULT_CASH_SETTINGS.openAlarmSeconds))),
      freeNoSales: Math.min(100, figureOf(noSales, 0)),
      expenseCategories: categories
        .split(',')
        .map((each) => each.trim().slice(0, 40))
        .filter((each) => each !== '')
        .slice(0, 30),
    };
    save.mutate({ tax, cash });
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <Select
          label={t('cash.tax')}
          value={tax}
          onChange={setTax}
          options={TAX_PROFILES.map((value) => ({ value, label: t(`cash.profile.${value}`) }))}
        />
        <Figure label={t('cash.limit')} value={limit} onChange={setLimit} />
        <Figure label={t('cash.alarm')} value={seconds} onChange={setSeconds} />
        <Figure label={t('cash.freeNoSales')} value={noSales} onChange={setNoSales} />
      </div>
      <TextField label={t('cash.categories')} maxLength={400} value={categories} onChange={(event) => setCategories(event.target.value)} />
      <ChipSet
        label={t('cash.drawerMethods')}
        options={paymentMethodSchema.options.map((value) => ({ value, label: methodText(t, value) }))}
        chosen={drawerMethods}
        onChange={setDrawerMethods}
      />
      <p className="text-14 text-ink-muted">{t('cash.taxText')}</p>
      {save.isError && (
        <Notice urgent tone="danger" icon={TriangleAlert}>
          {t('cash.notSaved')}
        </Notice>
      )}
      <div className="flex items-center gap-4">
        <Button
          variant="primary"
          busy={save.isPending}
          disabledReason={mayManage ? undefined : t('cash.notAllowed')}
          onClick={submit}
          data-testid="save-settings"
        >
          {t('cash.save')}
        </Button>
        <span role="status" className="text-14 text-positive">
          {save.isSuccess && t('cash.saved')}
        </span>
      </div>
    </div>
  );
}

function figureOf(text: string, otherwise: number): number {
  const digits = text.replaceAll(/\D/g, '').slice(0, 10);
  return digits === '' ? otherwise : Number(digits);
}

type FigureProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

function Figure({ label, value, onChange }: FigureProps) {
  return <TextField label={label} inputMode="numeric" maxLength={12} value={value} onChange={(event) => onChange(event.target.value)} />;
}

import { Button } from '@fastops/ui/button';
import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import { Tabs } from '@fastops/ui/tabs';
import { useToast } from '@fastops/ui/toast';
import { RotateCcw, Save, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { failureOf } from '../../lib/failure.ts';
import { Notice } from '../../lib/notice.tsx';
import { Panel } from '../../lib/panel.tsx';
import { useScreenTitle } from '../../lib/screen-title.ts';
import type { LayoutDraft } from './draft.ts';
import { draftOf, layoutOf, savedOf, USUAL_DRAFT } from './draft.ts';
import { Preview } from './preview.tsx';
import { KitchenForm, ReceiptForm } from './receipt-form.tsx';
import type { TicketsNow } from './tickets.queries.ts';
import { useSaveTickets, useTickets } from './tickets.queries.ts';

const LANGUAGES = ['branch', 'es', 'en'] as const;
const WHICH = ['receipt', 'kitchen'] as const;

/** How the company's tickets look, changed beside a preview of them. */
export function TicketsScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('tickets.screen'));
  const tickets = useTickets();
  return (
    <div className="mx-auto flex max-w-[1100px] flex-col gap-4 p-4 lg:p-6">
      <div>
        <h1 className="text-28 font-semibold">{t('tickets.screen')}</h1>
        <p className="max-w-[70ch] text-14 text-ink-muted">{t('tickets.intro')}</p>
      </div>
      {tickets.data ? (
        <Editor key={tickets.data.version} now={tickets.data} onReload={() => void tickets.refetch()} />
      ) : tickets.error ? (
        <FailureNotice error={tickets.error} onRetry={() => void tickets.refetch()} />
      ) : (
        <Skeleton className="h-96" />
      )}
    </div>
  );
}

function Editor({ now, onReload }: { readonly now: TicketsNow; readonly onReload: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveTickets();
  const [which, setWhich] = useState<(typeof WHICH)[number]>('receipt');
  const { draft, layout, isPrintable, isChanged, change } = useDraft(now);
  const Form = which === 'receipt' ? ReceiptForm : KitchenForm;
  function confirm() {
    const saved = savedOf(draft, now.version);
    if (saved) save.mutate(saved, { onSuccess: () => toast({ tone: 'positive', title: t('tickets.saved') }) });
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,460px)]">
      <Panel title={t('tickets.design')}>
        <div className="flex flex-col gap-5">
          {save.isError && <NotSaved error={save.error} onReload={onReload} />}
          <Select
            label={t('tickets.language')}
            value={draft.language}
            onChange={(language) => change({ language })}
            options={LANGUAGES.map((value) => ({ value, label: t(`tickets.languages.${value}`) }))}
          />
          <Tabs
            label={t('tickets.screen')}
            value={which}
            onChange={(value) => setWhich(WHICH.find((each) => each === value) ?? 'receipt')}
            items={WHICH.map((value) => ({ value, label: t(`tickets.which.${value}`) }))}
          >
            <div className="pt-4">
              <Form draft={draft} onChange={change} />
            </div>
          </Tabs>
          {!isPrintable && (
            <p role="alert" className="text-14 text-danger">
              {t('tickets.unprintable')}
            </p>
          )}
          <div className="flex flex-wrap gap-3">
            <Button
              variant="primary"
              icon={Save}
              busy={save.isPending}
              disabledReason={isPrintable && isChanged ? undefined : t(isPrintable ? 'tickets.unchanged' : 'tickets.unprintable')}
              onClick={confirm}
            >
              {t('tickets.save')}
            </Button>
            <Button variant="ghost" icon={RotateCcw} onClick={() => change(USUAL_DRAFT)}>
              {t('tickets.usual')}
            </Button>
          </div>
        </div>
      </Panel>
      <div className="lg:sticky lg:top-4">
        <Panel title={t('tickets.preview')}>
          <Preview which={which} layout={layout} logo={draft.logo} now={now} />
        </Panel>
      </div>
    </div>
  );
}

/** The draft, and the last layout that it made while it could be printed: that is what the preview shows. */
function useDraft(now: TicketsNow) {
  const [draft, setDraft] = useState<LayoutDraft>(() => draftOf(now));
  const { id: _, ...before } = now.layout;
  const [layout, setLayout] = useState(before);
  const isPrintable = layoutOf(draft) !== undefined;
  const isChanged = JSON.stringify(layoutOf(draft)) !== JSON.stringify(layoutOf(draftOf(now)));
  function change(part: Partial<LayoutDraft>) {
    const next = { ...draft, ...part };
    setDraft(next);
    setLayout(layoutOf(next) ?? layout);
  }
  return { draft, layout, isPrintable, isChanged, change };
}

/** Somebody was faster, or the cloud didn't answer: nothing of theirs is written over. */
function NotSaved({ error, onReload }: { readonly error: unknown; readonly onReload: () => void }) {
  const { t } = useTranslation();
  const refused = failureOf(error).kind === 'refused';
  return (
    <Notice urgent tone="danger" icon={TriangleAlert}>
      <span className="flex flex-wrap items-center gap-3">
        {t(refused ? 'tickets.changedMeanwhile' : 'tickets.notSaved')}
        {refused && <Button onClick={onReload}>{t('tickets.reload')}</Button>}
      </span>
    </Notice>
  );
}

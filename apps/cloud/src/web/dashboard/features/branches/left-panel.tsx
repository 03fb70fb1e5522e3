import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { useToast } from '@fastops/ui/toast';
import { FileUp, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/clock.ts';
import { clockTimeOrDay, wholeNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useMay } from '../../lib/me.ts';
import { Notice } from '../../lib/notice.tsx';
import { Panel } from '../../lib/panel.tsx';
import type { BranchClock } from './branch-clock.ts';
import { useAdmit, useBringFile, type LeftBehind } from './custody.queries.ts';
import { LeftDialog } from './left-dialog.tsx';

type LeftPanelProps = { readonly left: readonly LeftBehind[]; readonly clock: BranchClock };

/** What tills that were put away handed in before they forgot their keys: it counts when somebody says that it is the shop's. */
export function LeftPanel({ left, clock }: LeftPanelProps) {
  const { t } = useTranslation();
  const mayRepair = useMay('sync.repair');
  return (
    <Panel title={t('custody.left.title')} flush action={mayRepair && <BringFile />}>
      <p className="px-4 py-3 text-14 text-ink-muted">{t(left.length > 0 ? 'custody.left.hint' : 'custody.left.empty')}</p>
      <ul aria-label={t('custody.left.title')}>
        {left.map((each) => (
          <LeftRow key={each.terminalId} left={each} clock={clock} mayRepair={mayRepair} />
        ))}
      </ul>
    </Panel>
  );
}

type RowProps = { readonly left: LeftBehind; readonly clock: BranchClock; readonly mayRepair: boolean };

function LeftRow({ left, clock, mayRepair }: RowProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const toast = useToast();
  const admit = useAdmit();
  const [isRefusing, setRefusing] = useState(false);
  const now = useNow(60_000) + clock.skewMs;
  const when = clockTimeOrDay({ at: left.receivedAt, utcOffsetHours: clock.utcOffsetHours }, now, locale);
  const done = () => toast({ tone: 'positive', title: t('custody.left.admitted', { till: left.terminalName }) });
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-line px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-14 font-semibold wrap-break-word">{left.terminalName}</p>
        <p className="text-14 text-ink-muted">
          {t('custody.left.what', { sales: wholeNumber(left.sales), records: wholeNumber(left.count), when })}
        </p>
      </div>
      <Money amount={left.value} className="text-16 font-semibold" />
      {mayRepair && (
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => setRefusing(true)}>{t('custody.left.refuse')}</Button>
          <Button variant="primary" busy={admit.isPending} onClick={() => admit.mutate(left, { onSuccess: done })}>
            {t('custody.left.admit')}
          </Button>
        </div>
      )}
      {admit.isError && (
        <Notice urgent tone="danger" icon={TriangleAlert}>
          {t('custody.quarantine.failed')}
        </Notice>
      )}
      {isRefusing && <LeftDialog left={left} onClose={() => setRefusing(false)} />}
    </li>
  );
}

/** Where a till could not reach the cloud any more, its file comes on a stick. */
function BringFile() {
  const { t } = useTranslation();
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);
  const bring = useBringFile();
  async function choose(file: File | undefined) {
    if (!file) return;
    const text = await file.text();
    bring.mutate(text, {
      onSuccess: (count) => toast({ tone: 'positive', title: t('custody.left.brought', { count }) }),
      onError: () => toast({ tone: 'warning', title: t('custody.left.notBrought') }),
    });
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".ndjson"
        tabIndex={-1}
        aria-label={t('custody.left.file')}
        className="sr-only"
        data-testid="left-file"
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button variant="ghost" icon={FileUp} busy={bring.isPending} onClick={() => input.current?.click()}>
        {t('custody.left.file')}
      </Button>
    </>
  );
}

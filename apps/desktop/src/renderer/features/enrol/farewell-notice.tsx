import { formatCop } from '@fastops/shared/base/money';
import { ShieldX } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { TerminalStatus } from '../../lib/terminal.queries.ts';

type Farewell = NonNullable<TerminalStatus['farewell']>;

/** Why this till sells no more, what became of what only it had, and how it sells again. */
export function FarewellNotice({ farewell }: { readonly farewell: Farewell }) {
  const { t } = useTranslation();
  return (
    <section role="alert" data-testid="farewell" className="flex flex-col gap-2 rounded-md bg-danger-soft p-4 text-14 text-ink">
      <h2 className="flex items-center gap-2 text-18 font-semibold text-danger">
        <ShieldX aria-hidden className="size-6 shrink-0" />
        {t('farewell.title')}
      </h2>
      {farewell.isOver ? <Left farewell={farewell} /> : <p>{t('farewell.leaving')}</p>}
    </section>
  );
}

function Left({ farewell }: { readonly farewell: Farewell }) {
  const { t } = useTranslation();
  const { value, count, sent, path } = farewell;
  return (
    <>
      <p>{t('farewell.keys')}</p>
      <p>{t(handed(farewell), { value: formatCop(value), count, sent })}</p>
      <p>{t('farewell.log')}</p>
      {path !== null && <p className="wrap-anywhere">{t('farewell.file', { path })}</p>}
      <p className="font-semibold">{t('farewell.back')}</p>
    </>
  );
}

function handed({ count, sent }: Farewell): 'farewell.none' | 'farewell.sent' | 'farewell.partly' {
  if (count === 0) return 'farewell.none';
  return sent >= count ? 'farewell.sent' : 'farewell.partly';
}

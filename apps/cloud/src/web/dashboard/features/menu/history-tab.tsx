import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { History, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { menuEsCo } from '../../lib/messages/menu.es-co.ts';
import { Panel } from '../../lib/panel.tsx';
import { differencesOf, titleOf, type Difference } from './history-words.ts';
import { useBranches, useHistory, type MenuNow, type SavedVersion } from './menu.queries.ts';
import { useSaving } from './saving.tsx';

/** Who changed what and when, with what was there before; any version may be had back. */
export function HistoryTab({ menu }: { readonly menu: MenuNow }) {
  const { t } = useTranslation();
  const history = useHistory();
  if (history.error) return <FailureNotice error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Skeleton className="h-64" />;
  return (
    <Panel title={t('menu.tabs.history')} flush>
      {history.data.length === 0 && <EmptyState icon={History} title={t('menu.history.emptyTitle')} text={t('menu.history.emptyText')} />}
      <ul aria-label={t('menu.tabs.history')}>
        {history.data.map((version) => (
          <VersionRow key={`${version.id} ${version.version}`} menu={menu} version={version} onRestored={() => void history.refetch()} />
        ))}
      </ul>
    </Panel>
  );
}

/** What was there from the start was saved by no person. */
const NOBODY = '-';

type RowProps = { readonly menu: MenuNow; readonly version: SavedVersion; readonly onRestored: () => void };

function VersionRow({ menu, version, onRestored }: RowProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const saving = useSaving(onRestored);
  const branches = useBranches().data ?? [];
  const doc = isRecord(version.doc) ? version.doc : {};
  const before = isRecord(version.before) ? version.before : undefined;
  const did = version.deleted ? 'archived' : before ? 'changed' : 'created';
  const kind = isKnown(version.kind) ? version.kind : undefined;
  const name = titleOf(doc, { menu, branches });
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(version.savedAt);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line px-4 py-3 text-14 last:border-0">
      <div className="min-w-56 flex-1">
        <p>
          <span className="font-semibold">{t(`menu.history.${did}`)}</span> {kind && t(`menu.history.kinds.${kind}`)}{' '}
          <span className="font-semibold">{name}</span> <Badge>{t('menu.recipes.version', { version: version.version })}</Badge>
        </p>
        {before && !version.deleted && <Diff differences={differencesOf(t, version, { menu, branches })} />}
        <p className="text-12 text-ink-muted">
          {version.savedBy === NOBODY ? t('menu.history.nobody') : version.savedBy} · {when}
        </p>
      </div>
      {kind && (
        <Button
          variant="ghost"
          icon={RotateCcw}
          busy={saving.isPending}
          onClick={() => saving.send([{ kind, id: version.id, deleted: false, doc }])}
        >
          {t('menu.history.restore')}
        </Button>
      )}
    </li>
  );
}

const MOST_TOLD = 8;

/** What was and what is, thing by thing. */
function Diff({ differences }: { readonly differences: readonly Difference[] }) {
  const { t } = useTranslation();
  return (
    <dl className="my-1 flex flex-col gap-0.5">
      {differences.slice(0, MOST_TOLD).map(({ what, before, after }) => (
        <div key={what} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-muted">{what}</dt>
          <dd className="min-w-0 wrap-break-word">
            {before !== undefined && <del className="text-danger">{before || '–'}</del>} →{' '}
            {after !== undefined && <ins className="text-positive no-underline">{after || '–'}</ins>}
          </dd>
        </div>
      ))}
      {differences.length > MOST_TOLD && (
        <div className="text-ink-muted">{t('menu.history.more', { count: differences.length - MOST_TOLD })}</div>
      )}
    </dl>
  );
}

type Doc = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKnown(kind: string): kind is keyof typeof menuEsCo.history.kinds {
  return Object.hasOwn(menuEsCo.history.kinds, kind);
}

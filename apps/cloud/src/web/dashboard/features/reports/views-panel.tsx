import { SENDS, viewQuery, type Send } from '@fastops/shared/reports/view';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { PlainSelect } from '@fastops/ui/plain-select';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { Bookmark, Trash2 } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { failureOf } from '../../lib/failure.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { InnerLink } from '../../lib/inner-link.tsx';
import { formText } from '../../lib/form-text.ts';
import { newId } from '../../lib/new-id.ts';
import { Panel } from '../../lib/panel.tsx';
import { PATHS } from '../../lib/paths.ts';
import type { Filter } from './period.ts';
import { viewOf } from './period.ts';
import type { SavedView } from './reports.queries.ts';
import { useRemoveView, useSaveView, useViews } from './reports.queries.ts';

/** What one looks at often: a tap away, or in the mail each morning. */
export function ViewsPanel({ filter }: { readonly filter: Filter }) {
  const { t } = useTranslation();
  const views = useViews();
  return (
    <div className="print:hidden">
      <Panel title={t('reports.views.label')}>
        {views.data?.length === 0 && <p className="mb-3 text-14 text-ink-muted">{t('reports.views.none')}</p>}
        <ul className="mb-3 flex flex-col gap-1">
          {views.data?.map((view) => (
            <ViewRow key={view.id} view={view} />
          ))}
        </ul>
        <SaveForm filter={filter} />
      </Panel>
    </div>
  );
}

/** Says why a view wasn't saved. */
function useSaving() {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveView();
  const onError = (error: unknown) => {
    const full = failureOf(error).kind === 'refused';
    toast({ tone: 'warning', title: full ? t('reports.views.full') : t('reports.views.failed') });
  };
  return { save, onError };
}

function ViewRow({ view }: { readonly view: SavedView }) {
  const { t } = useTranslation();
  const { save, onError } = useSaving();
  const remove = useRemoveView();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line pb-1 last:border-0">
      <span className="min-w-0 flex-1">
        <InnerLink to={`${PATHS.reports}?${viewQuery(view.view)}`} icon={Bookmark}>
          {view.name}
        </InnerLink>
      </span>
      <PlainSelect<Send>
        label={[t('reports.views.mail'), view.name].join(': ')}
        hideLabel
        value={view.send}
        options={SENDS.map((send) => ({ value: send, label: t(`reports.views.${send}`) }))}
        onChange={(send) => save.mutate({ ...view, send }, { onError })}
      />
      <IconButton icon={Trash2} label={t('reports.views.remove', { name: view.name })} onClick={() => remove.mutate(view.id)} />
    </li>
  );
}

function SaveForm({ filter }: { readonly filter: Filter }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const toast = useToast();
  const { save, onError } = useSaving();
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const name = formText(new FormData(form), 'name').trim();
    if (name === '') return;
    const saved = () => {
      toast({ tone: 'positive', title: t('reports.views.saved') });
      form.reset();
    };
    save.mutate({ id: newId(), name, view: viewOf(filter), send: 'never', language }, { onSuccess: saved, onError });
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <TextField label={t('reports.views.name')} name="name" maxLength={60} autoComplete="off" className="w-full sm:w-80" />
      <Button type="submit" icon={Bookmark} busy={save.isPending}>
        {t('reports.views.save')}
      </Button>
    </form>
  );
}

import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Download } from 'lucide-react';
import type { ChangeEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { tenancyEsCo } from '../../lib/messages/tenancy.es-co.ts';
import { usePlaces, type AuditFilter } from './people.queries.ts';

type Kind = keyof typeof tenancyEsCo.log.kind;
const KINDS = Object.keys(tenancyEsCo.log.kind) as Kind[];
const DAY_MS = 86_400_000;

type Said = { readonly kind: Kind | ''; readonly branchId: string; readonly text: string; readonly from: string; readonly to: string };
const NOTHING: Said = { kind: '', branchId: '', text: '', from: '', to: '' };

/** By whom, what, where and when; and the whole log as a file, whose taking is a line of the log itself. */
export function AuditFilters({ onChange }: { readonly onChange: (filter: AuditFilter) => void }) {
  const { t } = useTranslation();
  const places = usePlaces().data ?? [];
  const [said, setSaid] = useState(NOTHING);
  const say = (part: Partial<Said>) => {
    const next = { ...said, ...part };
    setSaid(next);
    onChange(filterOf(next));
  };
  const typed = (name: 'text' | 'from' | 'to') => (event: ChangeEvent<HTMLInputElement>) => say({ [name]: event.target.value });
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
        <Select<Kind | ''>
          label={t('tenancy.log.kinds')}
          value={said.kind}
          onChange={(kind) => say({ kind })}
          options={[
            { value: '', label: t('tenancy.log.all') },
            ...KINDS.map((value) => ({ value, label: t(`tenancy.log.kind.${value}`) })),
          ]}
        />
        <Select
          label={t('tenancy.log.where')}
          value={said.branchId}
          onChange={(branchId) => say({ branchId })}
          options={[{ value: '', label: t('tenancy.log.all') }, ...places.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <TextField label={t('tenancy.log.from')} type="date" value={said.from} onChange={typed('from')} />
        <TextField label={t('tenancy.log.to')} type="date" value={said.to} onChange={typed('to')} />
        <TextField label={t('tenancy.log.words')} type="search" maxLength={60} value={said.text} onChange={typed('text')} />
      </div>
      <p className="flex flex-wrap gap-3">
        <FileLink to="/api/downloads/audit.csv">{t('tenancy.log.csv')}</FileLink>
        <FileLink to="/api/downloads/audit.ndjson">{t('tenancy.log.ndjson')}</FileLink>
      </p>
    </div>
  );
}

function FileLink({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <a
      href={to}
      className="inline-flex min-h-10 items-center gap-2 rounded-md border border-line-strong px-4 text-14 font-semibold hover:bg-surface-strong"
    >
      <Download aria-hidden className="size-5" />
      {children}
    </a>
  );
}

/** Days are those of whoever looks: from the beginning of the first to the end of the last. */
function filterOf({ kind, branchId, text, from, to }: Said): AuditFilter {
  return {
    ...(kind === '' ? {} : { action: kind }),
    ...(branchId === '' ? {} : { branchId }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(from === '' ? {} : { from: new Date(`${from}T00:00:00`).getTime() }),
    ...(to === '' ? {} : { to: new Date(`${to}T00:00:00`).getTime() + DAY_MS }),
  };
}

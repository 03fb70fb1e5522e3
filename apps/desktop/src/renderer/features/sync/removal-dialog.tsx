import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { TextField } from '@fastops/ui/text-field';
import { CircleCheck, FileCheck } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { moneyText } from '../../lib/money-text.ts';
import { useRefusalText } from '../../lib/refusal-text.ts';
import type { Held } from './sync.queries.ts';
import { useAllowRemoval } from './sync.queries.ts';

const SECOND_MS = 1000;

/** What stands in the way of uninstalling, and the owner's code that lets it go after a copy was made. */
export function RemovalDialog({ held, onClose }: { readonly held: Held | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const allow = useAllowRemoval();
  const copy = allow.data?.ok ? allow.data.value : undefined;
  return (
    <Dialog open size="medium" onClose={onClose} closeLabel={t('common.close')} title={t('sync.removal.title')}>
      <div className="flex flex-col gap-4 text-16">
        {copy && <Copied path={copy.path} count={copy.count} />}
        {!copy && held && <Ask held={held} allow={allow} />}
        {!held && (
          <p role="status" className="flex items-start gap-2">
            <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0" />
            {t('sync.removal.free')}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function Copied({ path, count }: { readonly path: string; readonly count: number }) {
  const { t } = useTranslation();
  return (
    <>
      <p role="status" className="flex items-start gap-2">
        <FileCheck aria-hidden className="mt-0.5 size-5 shrink-0" />
        {t('sync.leave.exported', { records: t('sync.records', { count }) })}
      </p>
      <output className="rounded-md border border-line bg-surface p-3 text-14 break-all select-all">{path}</output>
    </>
  );
}

function Ask({ held, allow }: { readonly held: Held; readonly allow: ReturnType<typeof useAllowRemoval> }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const fault = useFault(allow);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (code.trim() !== '') allow.mutate(code.trim());
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p>{t('sync.removal.text', { records: t('sync.records', { count: held.count }), value: moneyText(held.value) })}</p>
      <TextField
        label={t('sync.removal.code')}
        hint={t('sync.removal.code-hint')}
        size="touch"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={24}
        value={code}
        error={fault}
        onChange={(event) => setCode(event.target.value.toUpperCase())}
      />
      <Button type="submit" size="touch" variant="primary" stretch busy={allow.isPending}>
        {t(allow.isPending ? 'sync.leave.exporting' : 'sync.removal.allow')}
      </Button>
    </form>
  );
}

function useFault({ data: answer, isError }: ReturnType<typeof useAllowRemoval>): string | undefined {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  if (isError) return t('common.not-saved');
  if (!answer || answer.ok) return undefined;
  const { refusal } = answer;
  if (refusal.code === 'removal.wait') return t('login.wait', { count: Math.ceil(refusal.waitMs / SECOND_MS) });
  return refusalText(refusal);
}

import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { useMutation } from '@tanstack/react-query';
import { ChefHat } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';

import { useRefusalText } from '../../lib/refusal-text.ts';

const answerSchema = z.object({ code: z.string().max(60) });

/** A tablet types the code that the main till shows; its QR brings the code along. */
export function PairScreen({ onPaired }: { readonly onPaired: () => void }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [name, setName] = useState('');
  const [code, setCode] = useState(() => location.hash.slice(1).toUpperCase());
  const pair = useMutation({ mutationFn: pairWith, onSuccess: ({ code: outcome }) => outcome === 'paired' && onPaired() });
  const isReady = name.trim().length > 0 && code.replaceAll(/[^A-Z0-9]/g, '').length === 8;
  const refused = pair.data && pair.data.code !== 'paired' ? refusalText({ code: pair.data.code }) : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady && !pair.isPending) pair.mutate({ name: name.trim(), code: code.trim() });
  }
  return (
    <main className="flex h-full items-center justify-center overflow-y-auto p-4">
      <form onSubmit={submit} className="flex w-full max-w-120 flex-col gap-4 rounded-md border border-line bg-surface-raised p-6">
        <h1 className="flex items-center gap-3 text-28 font-bold">
          <ChefHat aria-hidden className="size-8" />
          {t('kitchen.pair-title')}
        </h1>
        <p className="text-16 text-ink-muted">{t('kitchen.pair-hint')}</p>
        <TextField
          size="touch"
          label={t('kitchen.pair-name')}
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
          data-testid="pair-name"
        />
        <TextField
          size="touch"
          label={t('kitchen.pair-code')}
          autoComplete="off"
          spellCheck={false}
          maxLength={9}
          value={code}
          onChange={(event) => setCode(event.target.value.toUpperCase())}
          data-testid="pair-code"
        />
        {(refused ?? pair.isError) && (
          <p role="alert" className="text-16 font-medium text-danger">
            {refused ?? t('kitchen.pair-failed')}
          </p>
        )}
        <Button
          type="submit"
          size="hero"
          variant="primary"
          busy={pair.isPending}
          disabledReason={isReady ? undefined : t('kitchen.pair-needs')}
          data-testid="pair-submit"
        >
          {t('kitchen.pair-submit')}
        </Button>
      </form>
    </main>
  );
}

async function pairWith(given: { name: string; code: string }): Promise<z.infer<typeof answerSchema>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch('/pair', { method: 'POST', headers, body: JSON.stringify(given) });
  return answerSchema.parse(await response.json());
}

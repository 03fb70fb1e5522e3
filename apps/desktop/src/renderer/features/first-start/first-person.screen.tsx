import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserRoundPlus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { useRefusalText } from '../../lib/refusal-text.ts';

/** Nobody works at this branch yet: its first manager, with a PIN that only they know. */
export function FirstPersonScreen() {
  const { t } = useTranslation();
  const branch = useBranch();
  const queries = useQueryClient();
  const refusalText = useRefusalText();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const hire = useMutation({
    mutationFn: () => branch.terminal.firstPerson.mutate({ name: name.trim(), pin }),
    onSettled: () => (setPin(''), queries.invalidateQueries({ queryKey: ['identity'] })),
  });
  const isReady = name.trim() !== '' && /^\d{4,8}$/.test(pin);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady) hire.mutate();
  }
  return (
    <main className="flex min-h-0 flex-1 items-center justify-center p-4" data-testid="first-person">
      <form onSubmit={submit} className="flex w-[480px] flex-col gap-5 rounded-md border border-line bg-surface-raised p-8">
        <div>
          <h1 className="text-28 font-semibold">{t('first.person.title')}</h1>
          <p className="mt-2 text-16 text-ink-muted">{t('first.person.text')}</p>
        </div>
        <TextField
          label={t('first.person.name')}
          size="touch"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('first.person.pin')}
          hint={t('first.person.pin-hint')}
          size="touch"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={pin}
          onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
        />
        {hire.data && !hire.data.ok && (
          <p role="alert" className="text-14 font-medium text-danger">
            {refusalText(hire.data.refusal)}
          </p>
        )}
        {hire.data?.ok && <p role="status">{t('first.person.coming')}</p>}
        <Button
          type="submit"
          variant="primary"
          size="hero"
          stretch
          icon={UserRoundPlus}
          busy={hire.isPending}
          disabledReason={isReady ? undefined : t('first.person.needs-both')}
        >
          {t('first.person.submit')}
        </Button>
      </form>
    </main>
  );
}

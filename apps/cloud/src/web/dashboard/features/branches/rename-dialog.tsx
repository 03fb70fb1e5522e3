import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { TextField } from '@fastops/ui/text-field';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { formText } from '../../lib/form-text.ts';
import type { Terminal } from './branches.queries.ts';
import { branchRefusalText, useRenameTerminal } from './managing.queries.ts';

export function RenameDialog({ terminal, onClose }: { readonly terminal: Terminal; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const rename = useRenameTerminal();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = formText(new FormData(event.currentTarget), 'name').trim();
    if (name !== '') rename.mutate({ terminalId: terminal.id, name }, { onSuccess: onClose });
  }

  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('tenancy.branch.renameNamed', { name: terminal.name })}
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('tenancy.branch.renameTitle')}
          name="name"
          maxLength={40}
          defaultValue={terminal.name}
          error={rename.isError ? branchRefusalText(t, rename.error) : undefined}
        />
        <Button type="submit" variant="primary" busy={rename.isPending}>
          {t('tenancy.branch.save')}
        </Button>
      </form>
    </Dialog>
  );
}

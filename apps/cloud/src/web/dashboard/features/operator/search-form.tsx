import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { Search } from 'lucide-react';
import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { formText } from '../../lib/form-text.ts';

type SearchFormProps = { readonly onSearch: (text: string) => void; readonly children?: ReactNode };

/** Finds companies by what they are called. */
export function SearchForm({ onSearch, children }: SearchFormProps) {
  const { t } = useTranslation();

  function search(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    onSearch(formText(new FormData(event.currentTarget), 'text').trim());
  }

  return (
    <form role="search" onSubmit={search} className="flex flex-wrap items-end gap-3">
      {children}
      <TextField label={t('operator.search')} name="text" className="min-w-0 flex-1" maxLength={80} />
      <Button type="submit" icon={Search}>
        {t('operator.find')}
      </Button>
    </form>
  );
}

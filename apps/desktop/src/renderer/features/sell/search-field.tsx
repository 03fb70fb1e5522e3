import { IconButton } from '@fastops/ui/icon-button';
import { Kbd } from '@fastops/ui/kbd';
import { TextField } from '@fastops/ui/text-field';
import { Search, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';

type SearchFieldProps = {
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
  readonly onDown: () => void;
};

/** Enter takes the first match, the arrow goes to the matches, Esc leaves as if nothing had been typed. */
export function SearchField({ fieldRef, text, onText, onEnter, onDown }: SearchFieldProps) {
  const { t } = useTranslation();

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') onEnter();
    else if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Escape') {
      onText('');
      event.currentTarget.blur();
    } else return;
    event.preventDefault();
  }

  return (
    <TextField
      label={t('sell.search')}
      hideLabel
      size="touch"
      type="search"
      aria-keyshortcuts="F2"
      placeholder={t('sell.search')}
      inputRef={fieldRef}
      className="min-w-0 flex-1"
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKeyDown}
      lead={<Search aria-hidden className="size-5 shrink-0 text-ink-muted" />}
      trail={
        text ? (
          <IconButton icon={X} label={t('sell.clear-search')} size="touch" className="-mr-3" onClick={() => onText('')} />
        ) : (
          <Kbd>F2</Kbd>
        )
      }
    />
  );
}

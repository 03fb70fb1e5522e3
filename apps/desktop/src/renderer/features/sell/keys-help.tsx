import { Dialog } from '@fastops/ui/dialog';
import { Kbd } from '@fastops/ui/kbd';
import { useTranslation } from 'react-i18next';

/** Every key of the sell screen, in the order of a sale. */
const KEYS = [
  { keys: ['F2', 'A–Z'], does: 'keys.search' },
  { keys: ['↑ ↓ ← →'], does: 'keys.grid' },
  { keys: ['Enter'], does: 'keys.add' },
  { keys: ['keys.key.up', 'keys.key.down'], does: 'keys.category' },
  { keys: ['1–9'], does: 'keys.quantity' },
  { keys: ['*'], does: 'keys.line-quantity' },
  { keys: ['F7'], does: 'keys.lines' },
  { keys: ['+', '-'], does: 'keys.more-less' },
  { keys: ['F3'], does: 'keys.edit' },
  { keys: ['keys.key.delete'], does: 'keys.remove' },
  { keys: ['F6'], does: 'keys.send' },
  { keys: ['F4'], does: 'keys.pay' },
  { keys: ['F8'], does: 'keys.orders' },
  { keys: ['F9'], does: 'keys.sold-out' },
  { keys: ['keys.key.space'], does: 'keys.choose' },
  { keys: ['Esc'], does: 'keys.back' },
] as const;

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onClose={onClose} size="medium" title={t('keys.title')} description={t('keys.scanner')} closeLabel={t('common.close')}>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-2.5">
        {KEYS.map(({ keys, does }) => (
          <div key={does} className="flex items-center gap-3">
            <dt className="flex min-w-24 shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{isWord(key) ? t(key) : key}</Kbd>
              ))}
            </dt>
            <dd className="text-14">{t(does)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** Keys that have a name in each language, beside those that are the same everywhere. */
type KeyName = (typeof KEYS)[number]['keys'][number];
type KeyWord = Extract<KeyName, `keys.${string}`>;

function isWord(key: KeyName): key is KeyWord {
  return key.startsWith('keys.');
}

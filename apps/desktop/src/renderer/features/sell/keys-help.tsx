import { Dialog } from '@fastops/ui/dialog';
import { Kbd } from '@fastops/ui/kbd';
import { useTranslation } from 'react-i18next';

import { KEY_COLUMNS } from './keys-list.ts';

type Section = (typeof KEY_COLUMNS)[number][number];

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onClose={onClose} size="large" title={t('keys.title')} description={t('keys.scanner')} closeLabel={t('common.close')}>
      <div className="grid grid-cols-3 gap-x-6" data-testid="keys-help">
        {KEY_COLUMNS.map((sections) => (
          <div key={sections[0].of} className="flex flex-col gap-3">
            {sections.map((section) => (
              <SectionOfKeys key={section.of} section={section} />
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function SectionOfKeys({ section }: { readonly section: Section }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3 className="mb-1 text-12 font-semibold text-ink-muted">{t(section.of)}</h3>
      <dl className="flex flex-col gap-1">
        {section.keys.map(({ keys, does }) => (
          <div key={does} className="flex min-h-6 items-center gap-3">
            <dt className="flex min-w-20 shrink-0 gap-1 whitespace-nowrap">
              {keys.map((key) => (
                <Kbd key={key}>{isWord(key) ? t(key) : key}</Kbd>
              ))}
            </dt>
            <dd className="min-w-0 text-14">{t(does)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Keys that have a name in each language, beside those that are the same everywhere. */
type KeyName = Section['keys'][number]['keys'][number];
type KeyWord = Extract<KeyName, `keys.${string}`>;

function isWord(key: KeyName): key is KeyWord {
  return key.startsWith('keys.');
}

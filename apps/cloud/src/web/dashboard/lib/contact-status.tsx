import { StatusDot } from '@fastops/ui/status-dot';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import { useNow } from './clock.ts';
import type { Contact } from './contact.ts';
import { CONTACT_TONE, contactAt } from './contact.ts';
import { clockTimeOrDay } from './format.ts';
import { useLanguage } from './i18n.ts';

const INK = { positive: 'text-positive', warning: 'text-warning', danger: 'text-danger', neutral: 'text-ink-muted' } as const;

type ContactStatusProps = {
  readonly lastContactAt: number | null;
  /** Cloud's clock minus this device's: a phone set wrong must not make a healthy till look lost. */
  readonly skewMs: number;
  readonly utcOffsetHours: number;
};

/** When something was last heard: a mark whose shape changes, and the words. It ticks by itself. */
export function ContactStatus({ lastContactAt, skewMs, utcOffsetHours }: ContactStatusProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const now = useNow(1000) + skewMs;
  const contact = contactAt(lastContactAt, now);
  const tone = CONTACT_TONE[contact.state];
  return (
    <span className={INK[tone]}>
      <StatusDot tone={tone}>{contactText(t, contact, (at) => clockTimeOrDay({ at, utcOffsetHours }, now, locale))}</StatusDot>
    </span>
  );
}

function contactText(t: TFunction, contact: Contact, stamp: (at: number) => string): string {
  if (contact.state === 'never') return t('ago.never');
  if (contact.state === 'lost') return t('ago.lost', { when: stamp(contact.at) });
  const seconds = Math.floor(contact.agoMs / 1000);
  if (seconds < 1) return t('ago.now');
  return seconds < 60 ? t('ago.seconds', { value: seconds }) : t('ago.minutes', { value: Math.floor(seconds / 60) });
}

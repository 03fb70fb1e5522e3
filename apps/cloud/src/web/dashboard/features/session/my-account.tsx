import { Button } from '@fastops/ui/button';
import { Sheet } from '@fastops/ui/sheet';
import { useToast } from '@fastops/ui/toast';
import { Monitor, TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Answers } from '../../lib/api.ts';
import { useLanguage } from '../../lib/i18n.ts';
import type { Me } from '../../lib/me.ts';
import { Notice } from '../../lib/notice.tsx';
import { useChangePassword, useEndOtherSessions, useEndSession, useSessions } from './account.queries.ts';
import { formText, SHORTEST_PASSWORD } from '../../lib/form-text.ts';
import { PasswordField } from '../../lib/password-field.tsx';
import { refusalOf } from '../../lib/refusal.ts';
import { SecondFactor } from './second-factor.tsx';

/** One's own account: the password, and where one is logged in. */
export function MyAccount({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Sheet open onClose={onClose} closeLabel={t('app.close')} title={t('account.mine.title')} description={`${me.name} · ${me.email}`}>
      <div className="flex flex-col gap-8">
        <ChangePassword />
        <SecondFactor />
        <Sessions />
      </div>
    </Sheet>
  );
}

function ChangePassword() {
  const { t } = useTranslation();
  const toast = useToast();
  const change = useChangePassword();
  const [isShort, setShort] = useState(false);
  const refusal = refusalOf(change.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const password = formText(fields, 'password');
    setShort(password.length < SHORTEST_PASSWORD);
    if (password.length < SHORTEST_PASSWORD) return;
    const saved = () => {
      toast({ tone: 'positive', title: t('account.mine.changed') });
      form.reset();
    };
    change.mutate({ current: formText(fields, 'current'), password }, { onSuccess: saved });
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <h3 className="text-16 font-semibold">{t('account.mine.change')}</h3>
      <PasswordField
        name="current"
        label={t('account.mine.current')}
        autoComplete="current-password"
        error={refusal === 'password.wrong' ? t('account.mine.wrong') : undefined}
      />
      <PasswordField
        label={t('account.password.label')}
        autoComplete="new-password"
        hint={t('account.password.hint')}
        error={isShort ? t('account.password.short') : refusal === 'password.too-easy' ? t('account.password.easy') : undefined}
      />
      {change.isError && refusal === undefined && (
        <Notice urgent tone="warning" icon={TriangleAlert}>
          {t('account.password.failed')}
        </Notice>
      )}
      <div>
        <Button type="submit" busy={change.isPending}>
          {t('account.password.submit')}
        </Button>
      </div>
    </form>
  );
}

function Sessions() {
  const { t } = useTranslation();
  const sessions = useSessions().data ?? [];
  const endOthers = useEndOtherSessions();
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-16 font-semibold">{t('account.mine.sessions')}</h3>
      <ul className="rounded-md border border-line">
        {sessions.map((session) => (
          <SessionRow key={session.sessionId} session={session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
            {t('account.mine.endOthers')}
          </Button>
        </div>
      )}
    </section>
  );
}

function SessionRow({ session }: { readonly session: Answers['account']['sessions'][number] }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const toast = useToast();
  const end = useEndSession();
  const day = new Date(session.createdAt).toLocaleDateString(locale, { day: 'numeric', month: 'long' });
  return (
    <li className="flex min-h-14 items-center gap-3 border-t border-line px-3 py-2 first:border-t-0">
      <Monitor aria-hidden className="size-5 shrink-0 text-ink-muted" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-14 font-semibold">{browserName(session.agent) ?? t('account.mine.unknown')}</span>
        <span className="block text-14 text-ink-muted">
          {t('account.mine.since', { day })} · {session.address}
        </span>
      </span>
      {session.isThis ? (
        <span className="text-14 text-ink-muted">{t('account.mine.here')}</span>
      ) : (
        <Button
          variant="ghost"
          busy={end.isPending}
          onClick={() => end.mutate(session.sessionId, { onSuccess: () => toast({ tone: 'positive', title: t('account.mine.ended') }) })}
        >
          {t('account.mine.end')}
        </Button>
      )}
    </li>
  );
}

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const MACHINES = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'Mac'],
  ['Linux', 'Linux'],
] as const;

/** What people call a browser, from what it says of itself: near enough to know one's own. */
function browserName(agent: string): string | undefined {
  const named = (list: readonly (readonly [string, string])[]) => list.find(([mark]) => agent.includes(mark))?.[1];
  const words = [named(BROWSERS), named(MACHINES)].filter((word) => word !== undefined);
  return words.length === 0 ? undefined : words.join(' · ');
}

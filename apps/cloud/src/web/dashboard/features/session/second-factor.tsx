import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renderSVG } from 'uqr';

import { Notice } from '../../lib/notice.tsx';
import { useBeginFactor, useFactorIsOn, useSecondFactor, useTurnOff, useTurnOn } from './account.queries.ts';
import { PasswordField } from '../../lib/password-field.tsx';
import { refusalOf } from '../../lib/refusal.ts';

/** The second step of one's log-in: turned on with an app's first code, off with the password. */
export function SecondFactor() {
  const { t } = useTranslation();
  const status = useSecondFactor();
  const begin = useBeginFactor();
  if (!status.data) return null;
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-16 font-semibold">{t('account.factor.title')}</h3>
      {status.data.isOn ? (
        <TurnOff />
      ) : begin.data ? (
        <Setup secret={begin.data.secret} uri={begin.data.uri} onEnd={begin.reset} />
      ) : (
        <>
          <p className="text-14 text-ink-muted">{t('account.factor.off')}</p>
          <div>
            <Button icon={ShieldCheck} busy={begin.isPending} onClick={() => begin.mutate()}>
              {t('account.factor.begin')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

type SetupProps = { readonly secret: string; readonly uri: string; readonly onEnd: () => void };

function Setup({ secret, uri, onEnd }: SetupProps) {
  const { t } = useTranslation();
  const turnOn = useTurnOn();
  const [code, setCode] = useState('');
  if (turnOn.data) return <Recovery codes={turnOn.data.recovery} onEnd={onEnd} />;
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim().length >= 6) turnOn.mutate(code.trim());
      }}
    >
      <p className="text-14">{t('account.factor.scan')}</p>
      <img
        alt=""
        className="size-48 self-center rounded-md border border-line bg-white p-2"
        src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(uri, { border: 1 }))}`}
      />
      <TextField
        readOnly
        label={t('account.factor.typed')}
        value={secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
        onFocus={(event) => event.target.select()}
      />
      <TextField
        label={t('account.factor.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        value={code}
        error={refusalOf(turnOn.error) === 'factor.wrong-code' ? t('account.factor.wrong') : undefined}
        onChange={(event) => setCode(event.target.value)}
      />
      <div>
        <Button type="submit" variant="primary" busy={turnOn.isPending}>
          {t('account.factor.confirm')}
        </Button>
      </div>
    </form>
  );
}

function Recovery({ codes, onEnd }: { readonly codes: readonly string[]; readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const isOn = useFactorIsOn();
  const kept = () => {
    toast({ tone: 'positive', title: t('account.factor.isOn') });
    void isOn();
    onEnd();
  };
  return (
    <div className="flex flex-col gap-3">
      <Notice urgent tone="warning" icon={ShieldCheck}>
        <strong className="block">{t('account.factor.recoveryTitle')}</strong>
        {t('account.factor.recovery')}
      </Notice>
      <ul className="grid grid-cols-2 gap-2 rounded-md border border-line p-4 text-16 tabular-nums">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <Button variant="primary" onClick={kept}>
          {t('account.factor.kept')}
        </Button>
      </div>
    </div>
  );
}

function TurnOff() {
  const { t } = useTranslation();
  const toast = useToast();
  const turnOff = useTurnOff();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <>
        <p className="text-14 text-ink-muted">{t('account.factor.on')}</p>
        <div>
          <Button onClick={() => setAsked(true)}>{t('account.factor.turnOff')}</Button>
        </div>
      </>
    );
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const password = new FormData(event.currentTarget).get('password');
        const done = () => toast({ tone: 'positive', title: t('account.factor.isOff') });
        if (typeof password === 'string' && password !== '') turnOff.mutate(password, { onSuccess: done });
      }}
    >
      <p className="text-14">{t('account.factor.turnOffText')}</p>
      <PasswordField
        label={t('login.password')}
        autoComplete="current-password"
        error={refusalOf(turnOff.error) === 'password.wrong' ? t('account.mine.wrong') : undefined}
      />
      <div>
        <Button type="submit" variant="danger" busy={turnOff.isPending}>
          {t('account.factor.turnOff')}
        </Button>
      </div>
    </form>
  );
}

import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { TriangleAlert } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { enrolLink } from './enrol-link.ts';

export type EnrolInput = { readonly serverUrl: string; readonly code: string; readonly terminalName: string };

type EnrolScreenProps = {
  /** What came with the installation, so that nobody types it. */
  readonly prepared: { readonly cloudUrl: string; readonly terminalName: string } | undefined;
  /** Said above the form: why a till that worked asks to be connected. */
  readonly notice?: ReactNode;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onEnrol: (input: EnrolInput) => void;
};

export function EnrolScreen({ prepared, notice, busy, error, onEnrol }: EnrolScreenProps) {
  const { t } = useTranslation();
  const [serverUrl, setServerUrl] = useState(prepared?.cloudUrl ?? '');
  const [code, setCode] = useState('');
  const [terminalName, setTerminalName] = useState(() => prepared?.terminalName ?? t('enrol.name-default'));
  const ready = [serverUrl, code, terminalName].every((text) => text.trim() !== '');

  /** A scanner types what the dashboard's QR holds: address and code at once. */
  function read(text: string) {
    const scanned = enrolLink(text);
    if (scanned) setServerUrl(scanned.serverUrl);
    setCode((scanned?.code ?? text).toUpperCase());
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready && !busy) onEnrol({ serverUrl: withScheme(serverUrl.trim()), code: code.trim(), terminalName: terminalName.trim() });
  }

  return (
    <main className="flex min-h-0 flex-1 items-center justify-center overflow-y-auto p-4">
      <form onSubmit={submit} className="flex w-[480px] flex-col gap-5 rounded-md border border-line bg-surface-raised p-8">
        {notice}
        <Heading />
        <TextField
          label={t('enrol.server')}
          hint={t('enrol.server-hint')}
          size="touch"
          inputMode="url"
          placeholder="https://"
          autoFocus
          spellCheck={false}
          value={serverUrl}
          onChange={(event) => setServerUrl(event.target.value)}
          data-testid="enrol-server"
        />
        <TextField
          label={t('enrol.code')}
          hint={t('enrol.code-hint')}
          size="touch"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={300}
          value={code}
          onChange={(event) => read(event.target.value)}
          data-testid="enrol-code"
        />
        <NameField name={terminalName} onChange={setTerminalName} />
        {error && <Refused sentence={error} />}
        <Button
          type="submit"
          variant="primary"
          size="hero"
          stretch
          busy={busy}
          disabledReason={ready ? undefined : t('enrol.needs-both')}
          data-testid="enrol-submit"
        >
          {busy ? t('enrol.busy') : t('enrol.submit')}
        </Button>
      </form>
    </main>
  );
}

function NameField({ name, onChange }: { readonly name: string; readonly onChange: (name: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('enrol.name')}
      hint={t('enrol.name-hint')}
      size="touch"
      maxLength={40}
      value={name}
      onChange={(event) => onChange(event.target.value)}
      data-testid="enrol-name"
    />
  );
}

function Heading() {
  const { t } = useTranslation();
  return (
    <div>
      <h1 className="text-28 font-semibold">{t('enrol.title')}</h1>
      <p className="mt-2 text-16 text-ink-muted">{t('enrol.text')}</p>
    </div>
  );
}

export function Refused({ sentence }: { readonly sentence: string }) {
  return (
    <p role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft p-3 text-14 font-medium text-danger">
      <TriangleAlert aria-hidden className="size-5 shrink-0" />
      {sentence}
    </p>
  );
}

/** People type `fastops.co`; a shop's own server on the counter is reached without a certificate. */
function withScheme(address: string): string {
  if (/^https?:\/\//i.test(address)) return address;
  return /^(localhost|127\.|10\.|192\.168\.)/.test(address) ? `http://${address}` : `https://${address}`;
}

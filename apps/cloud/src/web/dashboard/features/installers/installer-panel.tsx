import { artefactName, STATION_ROLES, UPDATE_CHANNELS, type BranchFile } from '@fastops/shared/releases/branch-file';
import { Button } from '@fastops/ui/button';
import { Segmented } from '@fastops/ui/segmented';
import { TextField } from '@fastops/ui/text-field';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { handOut } from '../../lib/table-file.ts';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { Panel } from '../../lib/panel.tsx';
import { useBranchFile } from './installers.queries.ts';

/** Targets of the packer, as the download list names them. */
const TARGETS = [
  { target: 'nsis', ending: '.exe' },
  { target: 'deb', ending: '.deb' },
  { target: 'AppImage', ending: '.AppImage' },
  { target: 'tar.gz', ending: '.tar.gz' },
  { target: 'dmg', ending: '.dmg' },
] as const;

type Wish = Pick<BranchFile, 'terminalName' | 'role' | 'channel'> & { readonly withCode: boolean };

/** One branch's installer: its file for the packer, and what to make of it. */
export function InstallerPanel({ branchId }: { readonly branchId: string }) {
  const { t } = useTranslation();
  const make = useBranchFile();
  const [wish, setWish] = useState<Wish>(() => ({
    terminalName: t('installers.nameDefault'),
    role: 'till',
    channel: 'stable',
    withCode: true,
  }));
  const name = wish.terminalName.trim();
  const submit = () =>
    make.mutate(
      { branchId, ...wish, terminalName: name, brand: {}, printers: [] },
      { onSuccess: (file) => handOut(`${fileName(file)}.json`, 'application/json', JSON.stringify(file, null, 2)) },
    );
  return (
    <Panel title={t('installers.title')}>
      <div className="flex flex-col gap-4">
        <p className="max-w-[70ch] text-14 text-ink-muted">{t('installers.intro')}</p>
        <Choices wish={wish} onChange={setWish} />
        {make.error && <FailureNotice error={make.error} onRetry={submit} />}
        <div>
          <Button
            variant="primary"
            icon={Download}
            busy={make.isPending}
            disabledReason={name === '' ? t('installers.needsName') : undefined}
            onClick={submit}
            data-testid="branch-file"
          >
            {t('installers.make')}
          </Button>
        </div>
        {make.data && <Downloads file={make.data} />}
      </div>
    </Panel>
  );
}

function Choices({ wish, onChange }: { readonly wish: Wish; readonly onChange: (wish: Wish) => void }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      <TextField
        label={t('installers.name')}
        maxLength={40}
        value={wish.terminalName}
        onChange={(event) => onChange({ ...wish, terminalName: event.target.value })}
      />
      <Segmented
        label={t('installers.role')}
        value={wish.role}
        onChange={(role) => onChange({ ...wish, role })}
        segments={STATION_ROLES.map((value) => ({ value, label: t(`installers.roles.${value}`) }))}
      />
      <Segmented
        label={t('installers.channel')}
        value={wish.channel}
        onChange={(channel) => onChange({ ...wish, channel })}
        segments={UPDATE_CHANNELS.map((value) => ({ value, label: t(`installers.channels.${value}`) }))}
      />
      <Segmented
        label={t('installers.code')}
        value={wish.withCode ? 'with' : 'without'}
        onChange={(code) => onChange({ ...wish, withCode: code === 'with' })}
        segments={(['with', 'without'] as const).map((value) => ({ value, label: t(`installers.codes.${value}`) }))}
      />
    </div>
  );
}

/** What the packer makes of the file, by the name that each artefact will have. */
function Downloads({ file }: { readonly file: BranchFile }) {
  const { t } = useTranslation();
  const name = fileName(file);
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line p-4">
      <p className="text-14 font-semibold">{t('installers.next')}</p>
      <ul className="flex flex-col gap-1 text-14">
        {TARGETS.map(({ target, ending }) => (
          <li key={target} className="flex flex-wrap gap-x-3">
            <span className="min-w-24 font-medium">{t(`installers.systems.${target}`)}</span>
            <code className="text-12 wrap-break-word">{`npm run package -- --branch ${name}.json --target ${target}`}</code>
            <span className="text-ink-muted">{ending}</span>
          </li>
        ))}
      </ul>
      {file.enrolmentCode && <p className="text-14 text-warning">{t('installers.codeHolds')}</p>}
    </div>
  );
}

function fileName(file: BranchFile): string {
  return artefactName(file, file.channel);
}

import { Button } from '@fastops/ui/button';
import { useMutation } from '@tanstack/react-query';
import { Archive } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { useRefusalText } from '../../lib/refusal-text.ts';

/** Opens the drawer once; the till notes that it was a try, and whose. */
export function DrawerStep() {
  const { t } = useTranslation();
  const branch = useBranch();
  const refusalText = useRefusalText();
  const kick = useMutation({ mutationFn: () => branch.printing.tryDrawer.mutate() });
  return (
    <div className="flex flex-col gap-3">
      <Button size="touch" icon={Archive} busy={kick.isPending} onClick={() => kick.mutate()} data-testid="drawer-try">
        {t('first.drawer.try')}
      </Button>
      {kick.data && (
        <p role="status" className="text-14">
          {kick.data.ok ? t('first.drawer.tried') : refusalText(kick.data.refusal)}
        </p>
      )}
    </div>
  );
}

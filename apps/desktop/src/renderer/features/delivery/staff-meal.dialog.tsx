import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { useTranslation } from 'react-i18next';

import { useStaff } from './delivery.queries.ts';

type StaffMealDialogProps = { readonly onChoose: (staffId: string, staffName: string) => void; readonly onClose: () => void };

/** Who of the staff eats. */
export function StaffMealDialog({ onChoose, onClose }: StaffMealDialogProps) {
  const { t } = useTranslation();
  const staff = useStaff().data ?? [];
  return (
    <Dialog open onClose={onClose} title={t('service.staff')} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-2">
        {staff.map(({ id, name }) => (
          <Button key={id} size="touch" stretch className="justify-start" data-testid="staff-meal" onClick={() => onChoose(id, name)}>
            {name}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

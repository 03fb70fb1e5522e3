import { Chip } from '@fastops/ui/chip';
import { useTranslation } from 'react-i18next';

import { useKitchenStations } from './printing.queries.ts';

type StationsProps = { readonly chosen: readonly string[]; readonly onChange: (stations: readonly string[]) => void };

/** Whose tickets it prints. Where one station makes everything there is nothing to choose. */
export function StationsField({ chosen, onChange }: StationsProps) {
  const { t } = useTranslation();
  const { data: stations = [] } = useKitchenStations();
  if (stations.length < 2) return null;
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset className="flex flex-col gap-2" data-testid="printer-stations">
      <legend className="mb-2 text-14 font-medium">{t('printing.stations')}</legend>
      <div className="flex flex-wrap gap-2">
        <Chip pressed={chosen.length === 0} onClick={() => onChange([])}>
          {t('printing.stations-all')}
        </Chip>
        {stations.map(({ id, name }) => (
          <Chip key={id} pressed={chosen.includes(id)} onClick={() => toggle(id)}>
            {name}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}

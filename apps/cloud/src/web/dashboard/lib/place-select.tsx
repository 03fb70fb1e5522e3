import { Select } from '@fastops/ui/select';
import { useTranslation } from 'react-i18next';

type Branch = { readonly id: string; readonly name: string };

const EVERYWHERE = 'everywhere';

type PlaceSelectProps = {
  readonly label: string;
  readonly branches: readonly Branch[];
  /** `null`: the whole company. */
  readonly value: string | null;
  readonly onChange: (branchId: string | null) => void;
};

/** Where something is given or looked at: the whole company, or one of its branches. */
export function PlaceSelect({ label, branches, value, onChange }: PlaceSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      value={value ?? EVERYWHERE}
      onChange={(place) => onChange(place === EVERYWHERE ? null : place)}
      options={[{ value: EVERYWHERE, label: t('people.everywhere') }, ...branches.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}

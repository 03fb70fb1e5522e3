import { pictureIdOf } from '@fastops/shared/catalog/picture';
import type { Product } from '@fastops/shared/catalog/product';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { useBranch } from '../../lib/branch.tsx';

/** What each product's tile shows: a picture of the menu, which came with it, or one that is shipped with the app. */
export function usePictures(products: readonly Product[]): ReadonlyMap<string, string> {
  const branch = useBranch();
  const ids = useMemo(() => [...new Set(products.flatMap(({ picture }) => pictureIdOf(picture) ?? []))].sort(), [products]);
  // A picture never changes under its id: it is asked for once.
  const asked = useQuery({
    queryKey: ['pictures', ids],
    queryFn: () => branch.catalog.pictures.query({ ids }),
    enabled: ids.length > 0,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const data = new Map(asked.data?.map((each) => [each.id, each.data]));
    return new Map(
      products.flatMap(({ id, picture }): [string, string][] => {
        const own = pictureIdOf(picture);
        const shown = own === undefined ? picture : data.get(own);
        return shown === undefined ? [] : [[id, shown]];
      }),
    );
  }, [products, asked.data]);
}

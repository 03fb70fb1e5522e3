type Step = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

/** The tile an arrow key leads to, by where the tiles are drawn: the number of columns is the layout's business. */
export function nextTile(grid: HTMLElement, from: EventTarget | null, key: string): HTMLElement | undefined {
  if (!isStep(key)) return undefined;
  const tiles = [...grid.querySelectorAll<HTMLElement>('[data-tile]')];
  const index = tiles.findIndex((tile) => tile === from);
  if (index < 0) return tiles[0];
  const firstTop = tiles[0]?.offsetTop;
  const columns = Math.max(1, tiles.filter((tile) => tile.offsetTop === firstTop).length);
  return tiles[target(key, { index, columns, count: tiles.length })];
}

type Place = { readonly index: number; readonly columns: number; readonly count: number };

function target(key: Step, { index, columns, count }: Place): number {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowRight':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
      return index - columns < 0 ? index : index - columns;
    case 'ArrowDown':
      return index + columns >= count ? index : index + columns;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
  }
}

function isStep(key: string): key is Step {
  return ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key);
}

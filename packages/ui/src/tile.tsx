import type { KeyboardEvent, ReactNode } from 'react';
import { memo } from 'react';

import { classNames } from './class-names.ts';
import type { HueStyle } from './hue-style.ts';

/** From here on a name is drawn smaller, on up to three lines, so that its end can still be read. */
const LONG_NAME = 24;

type TileProps = {
  readonly id: string;
  readonly name: string;
  readonly price: ReactNode;
  readonly hue: number;
  readonly picture?: string | undefined;
  /** What to say instead of selling, for example when it is sold out. */
  readonly unavailable?: string | undefined;
  readonly tabIndex?: number;
  readonly onPress: (id: string) => void;
};

/** A product under the finger. Memoised with an id-taking handler, so one tap redraws no other tile. */
export const Tile = memo(function Tile({ id, name, price, hue, picture, unavailable, tabIndex, onPress }: TileProps) {
  const off = unavailable !== undefined;
  const style: HueStyle = { '--tile-hue': hue };
  return (
    <button
      type="button"
      data-testid="product-tile"
      data-tile={id}
      title={name.length > LONG_NAME ? name : undefined}
      tabIndex={tabIndex}
      aria-disabled={off || undefined}
      style={style}
      onClick={() => {
        if (!off) onPress(id);
      }}
      onKeyDown={(event) => pressOnce(event)}
      className={classNames(
        'relative flex min-h-24 flex-col overflow-hidden rounded-md border text-left text-ink',
        off
          ? 'cursor-not-allowed border-dashed border-line-strong bg-surface'
          : 'tile-tint tile-edge active:brightness-90 hover:brightness-[0.98]',
      )}
    >
      {picture && (
        <img
          src={picture}
          alt=""
          draggable={false}
          className={classNames('min-h-0 w-full flex-1 object-cover', off && 'opacity-40 grayscale')}
        />
      )}
      <span className={classNames('flex flex-col justify-between gap-1 p-3', !picture && 'flex-1')}>
        <span
          className={classNames(
            'font-semibold wrap-break-word',
            name.length > LONG_NAME ? 'line-clamp-3 text-14 leading-[18px]' : 'line-clamp-2 text-16 leading-5',
            off && 'text-ink-muted',
          )}
        >
          {name}
        </span>
        {off ? (
          <span className="self-start rounded-full bg-ink px-2 py-0.5 text-12 font-semibold text-surface uppercase">{unavailable}</span>
        ) : (
          <span className="text-14 whitespace-nowrap">{price}</span>
        )}
      </span>
    </button>
  );
});

/** A key held down must not order ten of the same. */
function pressOnce(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}

import { classNames } from './class-names.ts';
import type { HueStyle } from './hue-style.ts';

const SIZE = { small: 'size-8 text-12', medium: 'size-12 text-16', large: 'size-16 text-20' } as const;

type AvatarProps = { readonly name: string; readonly hue?: number; readonly size?: keyof typeof SIZE };

/** A person by their initials. Decorative: the name is always written beside it. */
export function Avatar({ name, hue = 80, size = 'medium' }: AvatarProps) {
  const style: HueStyle = { '--tile-hue': hue };
  return (
    <span
      aria-hidden
      style={style}
      className={classNames(
        'tile-tint tile-edge inline-flex shrink-0 items-center justify-center rounded-full border font-semibold text-ink',
        SIZE[size],
      )}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

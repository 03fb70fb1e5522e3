import type { CSSProperties } from 'react';

/** Hands a hue to `tile-tint` and `tile-edge`; lightness and chroma stay the theme's. */
export type HueStyle = CSSProperties & { readonly '--tile-hue': number };

import { DEFAULT_LAYOUT } from '@fastops/shared/printing/ticket-layout';
import { describe, expect, test } from 'vitest';

import { draftOf, layoutOf, moved, pngSize, savedOf, toggled, USUAL_DRAFT } from './draft.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==';
const LOGO = { id: '00000000-0000-7000-8000-000000000009', png: PNG };

describe('a layout being changed', () => {
  test('comes out as it went in', () => {
    expect(layoutOf(USUAL_DRAFT)).toEqual(DEFAULT_LAYOUT);
    const layout = { id: LOGO.id, ...DEFAULT_LAYOUT, logoId: LOGO.id, receipt: { ...DEFAULT_LAYOUT.receipt, footer: ['a', 'b'], qr: 'x' } };
    const { id: _, ...expected } = layout;
    expect(layoutOf(draftOf({ layout, logo: LOGO }))).toEqual(expected);
    expect(savedOf(draftOf({ layout, logo: LOGO }), 3)).toEqual({ layout: expected, logo: LOGO, version: 3 });
  });

  test('keeps the order’s number, whatever is tapped', () => {
    const at = USUAL_DRAFT.head.findIndex(({ part }) => part === 'number');
    expect(toggled(USUAL_DRAFT.head, 'number')[at]?.shown).toBe(true);
    expect(toggled(USUAL_DRAFT.head, 'phone').find(({ part }) => part === 'phone')?.shown).toBe(false);
  });

  test('moves a part by one, and not over the edge', () => {
    const names = (head: typeof USUAL_DRAFT.head) => head.map(({ part }) => part);
    expect(names(moved(USUAL_DRAFT.head, 1, -1)).slice(0, 2)).toEqual(['name', 'logo']);
    expect(moved(USUAL_DRAFT.head, 0, -1)).toEqual(USUAL_DRAFT.head);
    expect(moved(USUAL_DRAFT.head, USUAL_DRAFT.head.length - 1, 1)).toEqual(USUAL_DRAFT.head);
  });

  test('is no layout while its words are too many or hold what no printer may get', () => {
    expect(layoutOf({ ...USUAL_DRAFT, footer: 'línea\n'.repeat(9) })).toBeUndefined();
    expect(layoutOf({ ...USUAL_DRAFT, qr: 'a\u001bp' })).toBeUndefined();
    expect(layoutOf({ ...USUAL_DRAFT, heading: '\n  \n' })?.receipt.heading).toEqual([]);
  });
});

test('the size of a picture stands in its first bytes', () => {
  expect(pngSize(PNG)).toEqual({ width: 1, height: 1 });
});

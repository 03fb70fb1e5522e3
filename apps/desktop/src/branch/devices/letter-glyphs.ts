import { inflateSync } from 'node:zlib';

/**
 * Letters as dots, for lines that a printer can't be told in its code page: Latin, Greek and Cyrillic, 12 x 24 dots each,
 * from the bold 24-dot face of Terminus Font, (c) 2010-2014 Dimitar Toshkov Zhekov, SIL Open Font License 1.1 (OFL.txt
 * beside this file). A modified version: another format, one face, fewer letters.
 */
export const LETTER_DOTS = { width: 12, height: 24 } as const;

/** Code units of the letters, first and last of each run, in the order of {@link PACKED}. */
const RUNS = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x192, 0x192],
  [0x218, 0x21b],
  [0x386, 0x38a],
  [0x38c, 0x38c],
  [0x38e, 0x3a1],
  [0x3a3, 0x3ce],
  [0x400, 0x45f],
  [0x490, 0x491],
  [0x20ac, 0x20ac],
] as const;

const BYTES_A_LETTER = 36;

/** One bit a dot, row by row, 36 bytes a letter; deflated. */
const PACKED = [
  'eNq1W81r5MgVV0dBfRH2tT0ZuveUy+QgY2hmwbgH8odEXgX50mBDIEzIZlpLh87Ff8AcQnLYU8hlQq4LK28v8sUk14W9aBnoXBbSJDDpg/GkviTVx3tP1TOz',
  'ohg09s9PVe+9+tWrV6+CwPeJglRvzU+65+izl7wVPXIkbPHdS+PF+Ks0GuymVZ5H6XSwi8o8yvPpzU5+tHvC63n1zcdFEvJulPHgjz/JpselATkYvDpejo4/',
  'e3Uw2Jzkj9MqPl9Px6k7qJ6HfSIOytGgUI19LkhDE8N+GPEfJk3jvRoBeox5fw4feN9WMfJB0avhQ6vqvkeOooR/OXwI9rOy9ciht3ouRmx4JmKyjFNmrc04',
  'y/P5xeqKvWfxpLAk1+MwtbxoVkJyhOa4ztlXo2BROxg13J1QOfCtID0Y1NMorUZZxAVePLiKXGxUJxZFLN9cOZN1g1mJjkHjWmxkh5ViQI9S48qj5GaXVLCc',
  'FpNm0aSWYuJZQdsIdQ8LY/uGpt5kUAhnHsHu0ziPZQUlOpRuz2UIYUIuOHb1tRT0sdkqLudn1by6E62anzGhsxrRTx5xnct3y6bKTHFnL/YO6rnzQsim3Z9H',
  'mJzWf9LhrpVmaQnEwPrhvzrDfKzrxsVD924KmhT25GLNkhNuY05dTWN8mK5HE8umeXy+SvKofD4MnnPyTc6ZNlKAbqxmjb34WVT/e/ztfPP1PCrblgLjurpY',
  'zfM8y8fpBhrX0rEFYa/bPj1rLc9OJ9z3YTnY2IUcLj8ZoPyzqEENITbFx6VIYx2zJlbJ7aEjp9TU+/V88+3luP4+Kj6y5UgJ7M8PBy+PljFnoRTDbLE+LyQv',
  'aezh2n3SrpJamzgLatIsoxFfK0echKy1oFtJuzYxKG57tLSt4//Ibgv62uOZicVi8rolamBemOxh84blRbwB61fUfSWHv2V4NaMFHnxEE1OHYS0XWcoPlRzj',
  'WwdiAepWH2hctv9IyWOSfwTtBGFpsFDA3PuGeZ16lKWz+HiZTMNyGibHzF3Nb42Dfq5rZjSjFu1JQQw1LoA9XHsBctgaBLGQbVOAqi42nHsxHlN+WIklI7zn',
  'iDyy4iip2UVhKHoIre8m/8A+JofMbATyjy6nVfMM+ZYwNKcgl3+g/th+2LEQHh+GRaqGHBbN2NOwoPYy4Lx4Ksmdt6fNS/kUoYVTPujT4F2f5us985Q7+ZL5',
  'c6OhbC4W/e7hil2L6TPcNvMociO3Mo9ZxMVXfx4A7NK7CLBUs15E4X3DIbAOzYhAewbb4yXj+fokHIldGJM2Giy7eMNnt9g5/O9//Ocnj/721x+9Yv/+5T/P',
  'fr7TTM4W4nimhnMfDO97tJ3eHS2TPC7zMDkq7qIUiXtTj+1XeE/3+Uve50dfPvnk708emX2+9xn1RKlu67sH1PaMut25nEJNmVmBfoutyZaNDHvy2bbHY8zl',
  'zXiRG+qcbRqyyDYazn9b2q+NuN14kmsEd9RmOnBV9/kP85iTwUvmPvHNyxPmTObcesyXt6/i9I6rK/3H0etp/ssXZvcF5qMqLr8RFvlimufPOKG90NyjZNp6',
  'HHySZ4QcnTcEIZprk4xt6H2TtCmN4YFW0YN5vJ6f9GHkfKcxPDottj57vdkbGRcn68O36oW1rc9eT/mG1A+9j5P6oTFSPzRGjp3GKHuR+zhlLxKj7EVilC08',
  '9oxdVHO5cWNaaXd6H+f6oRtHuX7oYlw/dDGuH7oY1w+puC4yghY4Mvy1kfuqnTlI7/Xk2GmMHDuNkePy/FbvXk95aUVFs7NoJGhz1DrJVX59Wbh50Z59k+wV',
  'jZEaoDHS+jRGaonGSBaiMfL5bf06SrIXpwuxevzqd7XPXq9bm+zZgezjjNmBYIzZgWAMz0cwsj/0Pk72h8bI/tAY2R8aMx2UU7bxJ/df0u70Pg5gIUcOwEJA',
  'HtthIaQ/NAZgIYh/1MQUaVgiCpp8HncUlMW/gOYgvdcDWAiZgzQGYCGvb/nkHGwWgr6lyRExtk8sIZHYfGdUOSm85EgkzRuIHH58EGzpXJPCGF5K5rE1JJBr',
  'MjyZlKMhQTmpZ380JCCHUa6nHA2JyqFz+BLjk2ej45/GWReUHOFdPucFhsc6/Cy9y0eO4bGOHGkFHzmGZZH1ApED+LMjh+ePw7Kxl0d/DA8BxmX581kPhyM5',
  'T0N7pByFROQ48wKVI1I1PTlYTI52ujei5djsDZ0lKYxHvlfMiLf0mVR6WBNy1CrpsQeRSDROkLPGQ45EYnKUNT3kSCQdtyByeHJyWNA5c4VR/lP45rrp/mzf',
  'GGQ4zyvW/lc6Nk2DemMgtyLE59njchwmXmeICknm+bFzRv20GjsLcE+0sfMCeR5Nn1eC0SyoQ0yO3h9MjsRIBqP7IzF79ed8NTpfwZzZyUmyKEH8WR2wlU/D',
  '4OpQ/Xe2BeXwo4mDQQ3mJXzOc1VGpZdbIDmu3V05hp49+gNHCylQW/NOfebcG9LVBS3GiVfRfYGL1DBuvNqzfiFyeJ7cTw6AdDBdvi6eqZcomW3Bs628Os0q',
  'uaeOslmNeA5+Ri+R9DkaJsf1MVeO3MDbnoP3RyKx/lhROlFXoPIkyNmfFaUTclQuhTxDROQYuQvkLFJhrCid6I9E0v1BaioSUXNFn3sqjLIXWZtxMqhjv/PT',
  'To44IANzaJ0cbdVs5ei5U3p+AUhnf+EjB0A6+1wfOQBSkyOzZz5yAKQmR7KKjxwA6dZmwHKMeAw5E1d7GTlrfOpt9EjbPRNvf9ubg4XyLV0832Y/CDmKMz3q',
  'djokdLau9owecjokJKeZg/1yOiRx1u9RZxWWaom1ymDYT0/7arrctcDlKB2DcYuOwbhF1gzLUmOvnBV9MCrk9OypBaantlD2h96DOH0G5qnAJCchi1Pj8m5Y',
  'PNfKukg5Gfft35gxAJg3DssfpF6002GExhLiZ1s2AXnHljy44R/1qAW1MR7zwqsWtBv7G4wzffaVPrWg4NgtzIeqBe1UMdgBP/SvF91EwHKQ7l1Tymzalk9j',
  'HOVZC9q/Fsg7Edoj7kTsXeeZ564QtF4dnIM+Z8c+a5M26YOz/PTmeqTa6vQsJeLerUwLz0qffaVhNnCn3/KGzi3958J9fXbPRrFTVFVfZyuqsUXJC+x96g9p',
  '/YiUrCrRV7cUQiacvw3K3v1p1+lJOFKVY7f3TQkZXC9E8zOdt1HZG1EWzP5W0gvILT61Rj51jJPXjU7WbY9h/XjVgm6i/WpKL5B6Uf2MA+vPf0fNMT3en7rf',
  'Fj4+f6JTkKo/TN+XhRA58qZMA3rzcdl/dhyWvWeR73LmC51Xwhiszz61Rj41QvK5V5HTjudQMtnikwKpWcLjls67hlusFt1n//6hao18cstnUUM/dzJNxFr+',
  'B9PuVVPcevvPTYu5LXt1GCWpZXEq/jFO1fW7b9p8t3fK+N0uICDhMaRhNK+YtnKPb5yY9gPFvYc310lXeyfabfz2ex7d7RX3ajywFRXOQK2+z72/PWyBYPzj',
  '3sPvVp3byJbbMa1/3Osdz//gMa3X/bi97jehPp92tjbXgn1XEyi3E022xuay/VVy/oA5dO4+WT6pPTDmt+oDq3wOmF/KGS6raj5dq5bfp9D5DimnmxfpA3aP',
  '9fZO3ay8u2xe5pXFh+2pMdNPd3kWilt66lvW/X3uvFGGkZLQSjCOovgHZCFxIReJtZAahs6yOgWlcIwt+gHnqH3u1NC5U//YGGQh0F7Pfhpd/etPl+29ESJ+',
  'bimoN159j7jX654UfT8OZqFeWwD3iSKLhZw7NR0L7Xd3yeYfHaNREOKHOP/AGOhbV0M9vIHvkgujs5h+mvGWf5oiVymG23N1RWK0CBDfaCgIs5dioUuYf5pb',
  'IVJ7D6Fcg4kazveocUXqUoyzWjiKDvD6XhlC9+zNYd7wuTvpUyvrc79Si6I/reZw/KxH0U0IbcfPdG2PsSei9/getakQZ8J3A/H4mSvMJ6aFkTZmN1pzg77l',
  'uQlu9+T8+rDpyf8BwKG2Yg==',
].join('');

let unpacked: { readonly dots: Uint8Array; readonly places: ReadonlyMap<number, number> } | undefined;

/** Where a letter's dots start, in bits; undefined when it isn't drawn. */
export function letterDots(codeUnit: number): { readonly dots: Uint8Array; readonly from: number } | undefined {
  unpacked ??= { dots: inflateSync(Buffer.from(PACKED, 'base64')), places: placesOf() };
  const place = unpacked.places.get(codeUnit);
  return place === undefined ? undefined : { dots: unpacked.dots, from: place * BYTES_A_LETTER * 8 };
}

function placesOf(): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (const [first, last] of RUNS) for (let unit = first; unit <= last; unit++) places.set(unit, places.size);
  return places;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { branchFileSchema } from './branch-file.ts';
import { accentOf, contrastOf, lookOf, usualOffsetHours } from './look.ts';

const file = branchFileSchema.parse({
  format: 1,
  company: { name: 'El Parche' },
  branch: { name: 'Norte' },
  terminalName: 'Caja A',
  role: 'hub',
  cloudUrl: 'https://nube.example',
  language: 'en',
  countryPack: 'co',
  channel: 'stable',
  enrolmentCode: 'ABCD-2345',
  brand: { accent: '#b3261e' },
});

test('the look of a branch holds its names, role, language and colour, and never its code', () => {
  expect(lookOf(file)).toEqual({
    companyName: 'El Parche',
    branchName: 'Norte',
    terminalName: 'Caja A',
    cloudUrl: 'https://nube.example',
    role: 'hub',
    language: 'en',
    logo: null,
    accent: { fill: '#b3261e', pressed: '#9e211a', ink: '#ffffff' },
  });
  expect(JSON.stringify(lookOf(file))).not.toContain('ABCD');
});

test('the country’s pack says how late it is until the cloud does', () => {
  expect(usualOffsetHours('co')).toBe(-5);
});

test('text reads on a button of any colour that an owner picks, also while it is pressed', () => {
  const colour = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(colour, (fill) => {
      const { pressed, ink } = accentOf(fill);
      return contrastOf(ink, fill) >= 4.5 && contrastOf(ink, pressed) >= contrastOf(ink, fill) - 0.2;
    }),
    { numRuns: 500 },
  );
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

import { describe, expect, test } from 'vitest';
import { HOSTILE_URLS } from '../../../e2e/support/hostile.ts';
import { isOwnAddress, outsideAddress } from './addresses.ts';

describe('addresses', () => {
  test('scheme and host are compared after parsing: none of 32 hostile addresses is ours', () => {
    expect(HOSTILE_URLS.filter(isOwnAddress)).toEqual([]);
    expect(['app://pos/', 'app://pos/index.html', 'APP://pos/x?y#z'].map(isOwnAddress)).toEqual([true, true, true]);
    expect(['', 'about:blank', 'about:srcdoc', 'app:pos', 'app://pos:80/'].map(isOwnAddress)).toEqual([false, false, false, false, false]);
  });

  test('only https at a host of the list opens in the person’s own browser', () => {
    expect(outsideAddress('https://docs.fastops.co/cajas')).toBe('https://docs.fastops.co/cajas');
    const refused = [
      ...HOSTILE_URLS,
      'http://fastops.co/',
      'https://fastops.co.evil.test/',
      'https://evil.test/fastops.co',
      'https://fastops.co@evil.test/',
      'https://fastops.co:8443/',
      'file://fastops.co/x',
      'fastops.co',
    ];
    expect(refused.filter((url) => outsideAddress(url) !== undefined)).toEqual([]);
  });
});

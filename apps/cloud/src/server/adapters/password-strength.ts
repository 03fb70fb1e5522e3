import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as spanish } from '@zxcvbn-ts/language-es-es';

const meter = new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary: { ...common, ...spanish } });
/** Out of 4: from here on a stolen hash isn't guessed with a list. */
const ENOUGH = 2;
/** The meter takes its time over long ones, which are hard enough by their length. */
const LOOKED_AT = 64;

/** Whether a password is more than what everybody tries: leaked ones, words, names, keyboards, dates, and what the person is called. */
export function isHardToGuess(password: string, about: readonly string[]): boolean {
  return meter.check(password.slice(0, LOOKED_AT), [...about]).score >= ENOUGH;
}

import { expect, test } from 'vitest';
import { isSameProof, newPairingCode, pairingDesk, pairingSecret, proofOf } from './pairing.ts';

const ENDS = { hub: 'certificate of the hub', peer: 'certificate of the peer' };
const CLAIMS = { name: 'Cocina' };
const LAURA = { id: 'laura', name: 'Laura', role: 'manager', permissions: 0n };

async function peerProof(code: string, ends = ENDS, claims: object = CLAIMS): Promise<{ proof: string; claims: object }> {
  return { proof: proofOf(await pairingSecret(code, ends), 'peer', claims), claims };
}

function aDesk() {
  const clock = { now: 1_000 };
  return { clock, desk: pairingDesk(() => clock.now) };
}

test('a code has forty bits and no two signs that look alike', () => {
  const codes = new Set(Array.from({ length: 500 }, newPairingCode));
  expect(codes.size).toBe(500);
  for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
});

test('threat 9: the code proves both sides to each other, once', async () => {
  const { desk } = aDesk();
  const { code } = desk.offer('kitchen', LAURA);
  const given = await peerProof(code.toLowerCase().replace('-', ' '));
  const answer = await desk.prove(ENDS, given);
  const hubsOwn = proofOf(await pairingSecret(code, ENDS), 'hub', CLAIMS);
  expect(answer.ok && isSameProof(answer.value.proof, hubsOwn)).toBe(true);
  expect(await desk.prove(ENDS, given)).toEqual({ ok: false, refusal: { code: 'pairing.no-code' } });
});

test('threat 9: somebody between the two, or other claims, makes the proof worthless', async () => {
  const { desk } = aDesk();
  const { code } = desk.offer('till', LAURA);
  const throughAnother = await peerProof(code, { ...ENDS, hub: 'certificate of the one in between' });
  expect(await desk.prove(ENDS, throughAnother)).toMatchObject({ refusal: { code: 'pairing.wrong-code' } });
  const claimsChanged = { ...(await peerProof(code)), claims: { name: 'Otra' } };
  expect(await desk.prove(ENDS, claimsChanged)).toMatchObject({ refusal: { code: 'pairing.wrong-code' } });
});

test('threat 9: five wrong codes, two minutes or a withdrawal end a code', async () => {
  const { desk, clock } = aDesk();
  const first = desk.offer('till', LAURA);
  const wrong = await peerProof('AAAA-AAAA');
  const answers = await Promise.all(Array.from({ length: 8 }, () => desk.prove(ENDS, wrong)));
  expect(answers.map((answer) => (answer.ok ? 'in' : answer.refusal.code))).toEqual([
    ...Array(5).fill('pairing.wrong-code'),
    ...Array(3).fill('pairing.no-code'),
  ]);
  expect(await desk.prove(ENDS, await peerProof(first.code))).toMatchObject({ refusal: { code: 'pairing.no-code' } });
  const second = desk.offer('till', LAURA);
  clock.now += 120_000;
  expect(await desk.prove(ENDS, await peerProof(second.code))).toMatchObject({ refusal: { code: 'pairing.no-code' } });
  const third = desk.offer('till', LAURA);
  desk.withdraw();
  expect(await desk.prove(ENDS, await peerProof(third.code))).toMatchObject({ refusal: { code: 'pairing.no-code' } });
});

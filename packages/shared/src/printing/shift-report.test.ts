import { describe, expect, test } from 'vitest';
import { SAMPLE_Z } from '../testing/sample-z.ts';
import { formatCop, money } from '../base/money.ts';
import { asCopy } from './document.ts';
import { layOut, previewLines } from './layout.ts';
import { xReportDocument, zReportDocument } from './shift-report.ts';
import { shiftTextsEn, shiftTextsEs } from './shift-texts.ts';

const BRANCH = { companyName: 'Salchipapas El Parche', nit: '900123456-8', branchName: 'Norte', utcOffsetHours: -5 };
const place = { branch: BRANCH, texts: shiftTextsEs };
const lines = (columns = 48) => previewLines(zReportDocument(SAMPLE_Z, place), { columns, codePage: 'cp858' });

describe('the paper of a Z', () => {
  test('says all that the domain asks of it', () => {
    const text = lines().join('\n');
    const asked = [
      /CORTE Z 0214/,
      /Jornada +2026-11-24/,
      /Caja A/,
      /Ana Gómez > Luis Ñáñez +21:00/,
      /Autorizó +Marta Ruiz/,
      /Tiquetes +87/,
      /A-001 - A-087/,
      /Venta bruta +\$ 1.874.500/,
      /Descuentos +-\$ 42.500/,
      /Cortesías \(2\) +-\$ 36.000/,
      /VENTA NETA +\$ 1.796.000/,
      /Base INC 8 % +\$ 1.620.370/,
      /INC 8 % +\$ 129.630/,
      /Sin impuesto +\$ 46.000/,
      /MOSTRADOR \(60\) +\$ 1.096.000/,
      /Tarjeta \(21\) +\$ 462.500/,
      /Declarado +\$ 458.500/,
      /Diferencia +-\$ 4.000/,
      /PROPINAS\n/,
      /DOMICILIOS\n/,
      /No son ingreso del negocio/,
      /Anulaciones \(2\) +\$ 31.000/,
      /Devoluciones \(1\) +\$ 21.000/,
      /Salida Hielo +-\$ 37.350/,
      /A caja fuerte +-\$ 700.000/,
      /Sin venta +1/,
      /A-081 Nequi M8841 +\$ 32.000/,
      /Terceros pagados en efectivo +-\$ 32.500/,
      /DEBE HABER +\$ 512.600/,
      /6x +\$ 50.000 +\$ 300.000/,
      /Luis Ñáñez \$ 492.600 +-\$ 20.000/,
      /CONTADO +\$ 497.600/,
      /FALTANTE/,
      /Cajón compartido/,
      /Base que queda +\$ 100.000/,
      /Se retira +\$ 397.600/,
      /A-086 siguiente turno +\$ 25.000/,
      /Sello c4f1c4f1/,
    ];
    for (const line of asked) expect(text).toMatch(line);
  });

  test.each([32, 42, 48])('keeps every figure whole on %i columns', (columns) => {
    const text = lines(columns).join('\n');
    for (const amount of [1_874_500, 1_796_000, 1_153_450, 462_500, 512_600, 497_600, 397_600]) {
      expect(text).toContain(formatCop(money(amount)));
    }
    for (const item of layOut(zReportDocument(SAMPLE_Z, place), { columns, codePage: 'cp858' })) {
      if (item.type === 'line') expect(item.text.length * item.scale.width).toBeLessThanOrEqual(columns);
    }
  });

  test('a copy differs in nothing but its mark, and no Z opens a drawer', () => {
    const document = zReportDocument(SAMPLE_Z, place);
    expect(asCopy(document, 'COPIA 1').blocks).toEqual(document.blocks);
    expect(document.blocks.some(({ type }) => type === 'drawer')).toBe(false);
  });

  test('the figures of base and tax on paper add up to what was sold', () => {
    const pesos = (pattern: RegExp) =>
      Number(
        lines()
          .find((line) => pattern.test(line))
          ?.replaceAll(/.*\$ |\./g, ''),
      );
    expect(pesos(/^Base INC/) + pesos(/^INC 8/)).toBe(1_750_000);
  });

  test('reads in English as well', () => {
    const text = previewLines(zReportDocument(SAMPLE_Z, { branch: BRANCH, texts: shiftTextsEn }), { columns: 48, codePage: 'cp858' }).join(
      '\n',
    );
    for (const words of ['Z REPORT 0214', 'NET SALES', 'EXPECTED', 'SHORT', 'Float left']) expect(text).toContain(words);
  });
});

test('an X is the same reading without a close', () => {
  const text = previewLines(xReportDocument(SAMPLE_Z, SAMPLE_Z.closedAt, place), { columns: 48, codePage: 'cp858' }).join('\n');
  expect(text).toContain('CORTE X');
  expect(text).toContain('DEBE HABER');
  expect(text).not.toMatch(/CONTADO|FALTANTE|Sello|0214/);
});

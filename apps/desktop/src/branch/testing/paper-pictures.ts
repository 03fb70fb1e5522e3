// node apps/desktop/src/branch/testing/paper-pictures.ts DIR: what each printer family puts on paper, as pictures to look at.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrintDocument } from '@fastops/shared/printing/document';
import { kitchenTicketDocument } from '@fastops/shared/printing/kitchen-ticket';
import { PRINTER_PROFILE_IDS, LETTER_MODES } from '@fastops/shared/printing/printer';
import { profileOf } from '@fastops/shared/printing/printer-profiles';
import type { PrinterProfile } from '@fastops/shared/printing/printer-profiles';
import { zReportDocument } from '@fastops/shared/printing/shift-report';
import { shiftTextsEs } from '@fastops/shared/printing/shift-texts';
import { testPageDocument } from '@fastops/shared/printing/test-page';
import { ticketTextsEs } from '@fastops/shared/printing/ticket-texts';
import { SAMPLE_Z } from '@fastops/shared/testing/sample-z';
import { createDocumentEncoder } from '../devices/escpos-encoder.ts';
import { decodeTickets } from './virtual-printer/decoder.ts';
import { renderTicket } from './virtual-printer/render.ts';
import { aReceipt, aSale, aSaleLine } from './virtual-printer/sample-tickets.ts';

const [folder = 'screenshots/paper'] = process.argv.slice(2);
const encode = createDocumentEncoder(() => undefined);
const foreign = aSaleLine({ name: 'Ñame, jalapeño, ¡promoción! $ 12.500 Łódź Привет Ωμέγα', note: 'sin Żółć' });
const receipt = aReceipt({ lines: [foreign, aSaleLine()], qrData: 'https://elparche.co/A-042' });
const kitchen = kitchenTicketDocument({ ...aSale(), note: 'para Łukasz' }, ticketTextsEs);

const branch = { companyName: 'Salchipapas El Parche', nit: '900123456-8', branchName: 'Norte', utcOffsetHours: -5 };
const zPaper = zReportDocument(SAMPLE_Z, { branch, texts: shiftTextsEs });

mkdirSync(folder, { recursive: true });
for (const profileId of PRINTER_PROFILE_IDS) {
  const profile = profileOf({ profileId });
  const facts = { printerName: 'Caja', profileName: profile.name, atMs: Date.UTC(2026, 10, 24, 17), utcOffsetHours: -5 };
  picture(`receipt-${profileId}`, receipt, profile);
  picture(`kitchen-${profileId}`, kitchen, profile);
  picture(`z-${profileId}`, zPaper, profile);
  picture(`test-${profileId}`, testPageDocument(facts, ticketTextsEs), profile);
}
for (const letters of LETTER_MODES) picture(`letters-${letters}`, receipt, profileOf({ profileId: 'generic-80', tweaks: { letters } }));

function picture(name: string, document: PrintDocument, profile: PrinterProfile): void {
  const [ticket] = decodeTickets(encode(document, profile), { wakesInKanji: true });
  if (ticket !== undefined) writeFileSync(join(folder, `${name}.png`), renderTicket(ticket, profile.dots));
}

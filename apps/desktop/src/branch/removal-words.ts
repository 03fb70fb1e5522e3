import { formatCop, type Money } from '@fastops/shared/base/money';
import type { Removable, RemovalRefusal } from './modules/sync/removal.port.ts';

type Words = {
  readonly held: string;
  readonly ways: string;
  readonly copy: string;
  readonly isOpen: string;
  readonly unreadable: string;
  readonly refused: Readonly<Record<RemovalRefusal['code'], string>>;
};

const ES: Words = {
  held: 'hay {count} registros por {value} que solo están en este equipo.',
  ways: 'Conéctelo a internet hasta que todo esté en la nube, o pida al dueño un código para desinstalar y escríbalo en la caja (Sincronización, Desinstalar) o en FASTOPS_REMOVAL_CODE.',
  copy: 'se guardaron y comprobaron {count} registros en {path}. Guarde esa copia en otro lugar.',
  isOpen: 'la caja está abierta. Ciérrela primero.',
  unreadable: 'no se pudo leer el archivo de la sucursal',
  refused: {
    'terminal.not-enrolled': 'esta caja no es de ninguna sucursal.',
    'removal.no-check': 'esta caja no ha recibido de la nube con qué reconocer el código. Conéctela a internet una vez.',
    'removal.bad-code': 'ese código no es de esta caja, o ya venció. Revise también la hora del equipo.',
    'removal.used': 'ese código ya se usó. Pida otro dentro de una hora.',
    'removal.locked': 'demasiados códigos equivocados. Conecte la caja a internet.',
    'removal.wait': 'varios códigos equivocados seguidos. Espere unos minutos.',
    'export.no-access': 'no se pudo escribir la copia: revise el espacio del disco.',
    'export.damaged': 'la copia quedó dañada y no se tomó por buena. Inténtelo otra vez.',
  },
};

const EN: Words = {
  held: '{count} records worth {value} are on this computer alone.',
  ways: 'Connect it to the internet until all is in the cloud, or ask the owner for a code to uninstall and type it at the till (Sync, Uninstall) or in FASTOPS_REMOVAL_CODE.',
  copy: '{count} records were saved and checked in {path}. Keep that copy somewhere else.',
  isOpen: 'the till is open. Close it first.',
  unreadable: 'the branch’s file could not be read',
  refused: {
    'terminal.not-enrolled': 'this till belongs to no branch.',
    'removal.no-check': 'this till has not had from the cloud what it knows the code by. Connect it to the internet once.',
    'removal.bad-code': 'that code is not of this till, or has ended. Look at the computer’s clock too.',
    'removal.used': 'that code was used. Ask for another within the hour.',
    'removal.locked': 'too many wrong codes. Connect the till to the internet.',
    'removal.wait': 'several wrong codes in a row. Wait a few minutes.',
    'export.no-access': 'the copy could not be written: look at the room on the disk.',
    'export.damaged': 'the copy was damaged and not taken for good. Try again.',
  },
};

/** What the uninstaller shows: Spanish unless the system speaks English. */
export function removalWords(language: 'es' | 'en'): Words {
  return language === 'en' ? EN : ES;
}

export function noSentence({ held, ways }: Words, { count, value }: { count: number; value: Money }): string {
  return `${held.replace('{count}', String(count)).replace('{value}', formatCop(value))} ${ways}`;
}

export function copySentence({ copy }: Words, { count, path }: Removable): string {
  return copy.replace('{count}', String(count)).replace('{path}', path);
}

import type { CheckId, Light } from './report.ts';

/** The words of a commissioning report, on the screen and on paper. */
export type CommissioningTexts = {
  readonly title: string;
  readonly madeBy: string;
  readonly version: string;
  readonly checks: Readonly<Record<CheckId, string>>;
  readonly lights: Readonly<Record<Light, string>>;
  readonly findings: Readonly<Record<string, string>>;
  readonly signature: string;
};

const es: CommissioningTexts = {
  title: 'Informe de puesta en marcha',
  madeBy: 'Hecho por',
  version: 'Versión',
  checks: {
    'disk-flush': 'Disco: guarda de verdad',
    'disk-space': 'Disco: espacio',
    clock: 'Reloj',
    kitchen: 'Red y cocina',
    printers: 'Impresoras',
    letters: 'Tildes y eñes',
    drawer: 'Cajón',
    backup: 'Copias de seguridad',
    keys: 'Llavero del sistema',
    power: 'Energía',
    antivirus: 'Antivirus',
  },
  lights: { green: 'Bien', amber: 'Por revisar', red: 'No entregar así', grey: 'No aplica' },
  findings: {
    'flush-good': 'Cada venta queda en el disco antes de confirmarse ({micros} µs).',
    'flush-too-fast': 'El disco responde demasiado rápido ({micros} µs): puede mentir. Desactiva su caché de escritura o usa una UPS.',
    'flush-slow': 'El disco es lento ({micros} µs por venta). Cambia a un disco de estado sólido.',
    'flush-failed': 'No se pudo escribir en el disco. No uses este equipo.',
    'space-good': 'Hay {megabytes} MB libres.',
    'space-short': 'Quedan {megabytes} MB. Libera espacio antes de un mes.',
    'space-little': 'Solo quedan {megabytes} MB. Libera espacio antes de abrir.',
    'clock-good': 'El reloj va con la nube (diferencia de {seconds} s).',
    'clock-off': 'El reloj está corrido {seconds} s. Activa la hora automática del sistema.',
    'clock-unknown': 'No se pudo comparar con la nube. Conecta el internet y repite.',
    'kitchen-none': 'Este equipo trabaja solo: no hay otras cajas ni pantallas de cocina.',
    'kitchen-good': 'La red responde en {micros} µs.',
    'kitchen-slow': 'La red responde en {micros} µs. Revisa el wifi o usa cable.',
    'kitchen-down': 'No hay conexión con la caja central. Revisa la red y vuelve a vincular.',
    'printers-good': '{count} impresora(s) lista(s).',
    'printers-none': 'No hay impresoras. Agrega una en Impresoras.',
    'printers-trouble': '{names}: con problemas. Revisa papel, cable y tapa.',
    'letters-good': 'Las tildes se revisaron en la hoja de prueba.',
    'letters-unseen': '{names}: falta mirar la hoja de prueba y decir cómo salieron las tildes.',
    'drawer-good': 'El cajón responde y está cerrado.',
    'drawer-open': 'El cajón está abierto. Ciérralo.',
    'drawer-unknown': 'La impresora no dice si el cajón está abierto. Ábrelo una vez desde Cajón para probarlo.',
    'backup-good': 'Las copias van a otro disco.',
    'backup-own': 'Las copias quedan en este mismo disco. Pon una memoria USB.',
    'backup-fault': 'La última copia falló. Ábrelo en Copias de seguridad.',
    'keys-good': 'Las llaves las guarda el llavero del sistema.',
    'keys-file': 'El sistema no tiene llavero: las llaves están en un archivo privado.',
    'power-good': 'Hay batería o UPS.',
    'power-low': 'La batería o UPS está en {percent} %.',
    'power-none': 'No se ve una UPS. Si se va la luz, el equipo se apaga: conecta una.',
    'antivirus-good': 'La carpeta de FastOps está excluida del antivirus.',
    'antivirus-missing': 'Excluye la carpeta de FastOps en el antivirus: {folder}',
    'antivirus-unknown': 'No se pudo leer el antivirus. Excluye a mano la carpeta {folder}',
    'not-here': 'No aplica en este sistema.',
  },
  signature: 'Firmado por el equipo',
};

const en: CommissioningTexts = {
  title: 'Commissioning report',
  madeBy: 'Made by',
  version: 'Version',
  checks: {
    'disk-flush': 'Disk: really keeps',
    'disk-space': 'Disk: room',
    clock: 'Clock',
    kitchen: 'Network and kitchen',
    printers: 'Printers',
    letters: 'Accents',
    drawer: 'Drawer',
    backup: 'Backups',
    keys: 'System keychain',
    power: 'Power',
    antivirus: 'Antivirus',
  },
  lights: { green: 'Good', amber: 'To see to', red: 'Not to be handed over', grey: 'Does not apply' },
  findings: {
    'flush-good': 'Each sale is on the disk before it is confirmed ({micros} µs).',
    'flush-too-fast': 'The disk answers too fast ({micros} µs): it may lie. Turn its write cache off, or use a UPS.',
    'flush-slow': 'The disk is slow ({micros} µs per sale). Change to a solid-state disk.',
    'flush-failed': 'The disk could not be written. Do not use this computer.',
    'space-good': '{megabytes} MB are free.',
    'space-short': '{megabytes} MB are left. Make room within a month.',
    'space-little': 'Only {megabytes} MB are left. Make room before opening.',
    'clock-good': 'The clock agrees with the cloud ({seconds} s apart).',
    'clock-off': 'The clock is {seconds} s off. Turn the system’s automatic time on.',
    'clock-unknown': 'It could not be compared with the cloud. Connect the internet and repeat.',
    'kitchen-none': 'This computer works alone: no other tills or kitchen screens.',
    'kitchen-good': 'The network answers in {micros} µs.',
    'kitchen-slow': 'The network answers in {micros} µs. Look at the wifi, or use a cable.',
    'kitchen-down': 'There is no line to the hub. Look at the network and pair again.',
    'printers-good': '{count} printer(s) ready.',
    'printers-none': 'There are no printers. Add one under Printers.',
    'printers-trouble': '{names}: in trouble. Look at paper, cable and lid.',
    'letters-good': 'The accents were looked at on the test sheet.',
    'letters-unseen': '{names}: look at the test sheet and say how the accents came out.',
    'drawer-good': 'The drawer answers and is shut.',
    'drawer-open': 'The drawer is open. Shut it.',
    'drawer-unknown': 'The printer does not say whether the drawer is open. Open it once from Drawer to try it.',
    'backup-good': 'Copies go to another disk.',
    'backup-own': 'Copies stay on this very disk. Plug in a USB stick.',
    'backup-fault': 'The last copy failed. Open it under Backups.',
    'keys-good': 'The system’s keychain keeps the keys.',
    'keys-file': 'The system has no keychain: the keys are in a private file.',
    'power-good': 'There is a battery or a UPS.',
    'power-low': 'The battery or UPS is at {percent} %.',
    'power-none': 'No UPS is seen. When the light goes, the computer goes: connect one.',
    'antivirus-good': 'The folder of FastOps is left out by the antivirus.',
    'antivirus-missing': 'Leave the folder of FastOps out in the antivirus: {folder}',
    'antivirus-unknown': 'The antivirus could not be read. Leave out by hand the folder {folder}',
    'not-here': 'Does not apply on this system.',
  },
  signature: 'Signed by the computer',
};

const TEXTS = { es, en } as const;

/** The words in a language. */
export function commissioningTexts(language: 'es' | 'en'): CommissioningTexts {
  return TEXTS[language];
}

/** A finding as a sentence, its facts filled in; one that this version has no words for is shown by its name. */
export function findingText(texts: CommissioningTexts, finding: string, facts: Readonly<Record<string, string | number>>): string {
  const text = texts.findings[finding] ?? finding;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
}

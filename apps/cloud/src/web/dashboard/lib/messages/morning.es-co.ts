/** Lo que la página de inicio compara y señala. */
export const morningEsCo = {
  average: '{{weekday}} normal a esta hora: {{amount}}',
  usual: 'Lo normal',
  beside: 'normal {{average}} · hace una semana {{lastWeek}}',
  besideAverage: 'normal {{average}}',
  usualRange: 'normal {{low}} a {{high}}',
  weekday: { d1: 'Lunes', d2: 'Martes', d3: 'Miércoles', d4: 'Jueves', d5: 'Viernes', d6: 'Sábado', d7: 'Domingo' },
  flags: 'Mira esto',
  noFlags: 'Todo en orden: nada pide tu atención.',
  flag: {
    difference: '{{branch}}: una caja se descuadró en {{amount}}.',
    voids: '{{branch}}: se anuló el {{rate}} % de lo marcado ({{amount}}).',
    silent: '{{branch}}: sin señal hace {{span}}. Sigue vendiendo, pero aquí no se ve.',
    noSale_one: '{{branch}}: el cajón se abrió {{count}} vez sin venta.',
    noSale_many: '{{branch}}: el cajón se abrió {{count}} veces sin venta.',
    noSale_other: '{{branch}}: el cajón se abrió {{count}} veces sin venta.',
    lateKitchen_one: '{{branch}}: {{count}} tiquete de cocina se demoró demasiado ({{rate}} %).',
    lateKitchen_many: '{{branch}}: {{count}} tiquetes de cocina se demoraron demasiado ({{rate}} %).',
    lateKitchen_other: '{{branch}}: {{count}} tiquetes de cocina se demoraron demasiado ({{rate}} %).',
  },
  look: 'Ver',
} as const;

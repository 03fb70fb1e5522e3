/** The settings of company and branches. The English catalogue must have the same keys. */
export const settingsEsCo = {
  screen: 'Configuración',
  intro: 'Cómo trabaja cada sucursal. Lo que guardes llega solo a las cajas.',
  all: 'Toda la configuración',
  pages: {
    'personas-en-caja': {
      title: 'Personas en caja',
      text: 'Quién atiende en cada sucursal. Un cambio llega de una vez a las cajas conectadas, y a las demás cuando vuelvan.',
    },
  },
} as const;

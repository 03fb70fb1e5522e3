/** The settings of company and branches. The English catalogue must have the same keys. */
export const settingsEsCo = {
  screen: 'Configuración',
  intro: 'Cómo trabaja cada sucursal. Lo que guardes llega solo a las cajas.',
  all: 'Toda la configuración',
  branch: 'Sucursal',
  beside: {
    people: 'Quién entra aquí y qué puede hacer cada quien.',
    tickets: 'Lo que dicen el recibo y la comanda.',
    subscription: 'Tu plan, tus facturas y cómo pagas.',
  },
  pages: {
    empresa: {
      title: 'Empresa',
      text: 'Llevarte todos tus datos, y cerrar la empresa.',
    },
    api: { title: 'API', text: 'Llaves para que otros programas de la empresa lean y escriban aquí.' },
    'personas-en-caja': {
      title: 'Personas en caja',
      text: 'Quién atiende en cada sucursal. Un cambio llega de una vez a las cajas conectadas, y a las demás cuando vuelvan.',
    },
    limites: {
      title: 'Límites por rol',
      text: 'Hasta dónde llega cada rol sin llamar a nadie. Cambia para toda la empresa o para una sucursal.',
    },
    cocina: {
      title: 'Cocina',
      text: 'Las estaciones, desde cuándo un pedido va tarde y qué pasa con una comanda que nadie ha visto.',
    },
    servicio: {
      title: 'Servicio y cobro',
      text: 'Tipos de pedido, medios de pago, propina, mesas, barrios, empaque y comida del personal.',
    },
    avisos: { title: 'Alertas', text: 'Desde cuándo la página de inicio señala que algo anda mal.' },
    clientes: { title: 'Clientes', text: 'Quién compra fiado en cada sucursal, cuánto debe y cada movimiento de su cuenta.' },
  },
} as const;

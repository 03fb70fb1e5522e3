/** See settings.es-co.ts. */
export const settingsEn = {
  screen: 'Settings',
  intro: 'How each branch works. What you save reaches the tills by itself.',
  all: 'All settings',
  branch: 'Branch',
  beside: {
    people: 'Who comes in here, and what each may do.',
    tickets: 'What the receipt and the kitchen ticket say.',
    subscription: 'Your plan, your invoices and how you pay.',
  },
  pages: {
    empresa: {
      title: 'Company',
      text: 'Take all your data with you, and close the company.',
    },
    api: { title: 'API', text: 'Keys for other programs of the company to read and write here.' },
    'personas-en-caja': {
      title: 'People at the tills',
      text: 'Who serves at each branch. A change reaches the tills in touch at once, and the others when they are back.',
    },
    limites: {
      title: 'Limits by role',
      text: 'How far each role goes without calling anybody. Set them for the whole company or for one branch.',
    },
    cocina: {
      title: 'Kitchen',
      text: 'The stations, from when on an order is late, and what happens to a ticket that nobody has seen.',
    },
    servicio: {
      title: 'Service and payment',
      text: 'Order types, means of payment, tip, tables, neighbourhoods, packaging and staff meals.',
    },
    avisos: { title: 'Alerts', text: 'From when on the morning page says that something is off.' },
    clientes: { title: 'Customers', text: 'Who buys on account at each branch, what they owe and every movement of their account.' },
  },
} as const;

/** Words of the drawer: opening, handing over, counting, closing, the X and the Z. */
export const cashEs = {
  'refusal.cash.count-stale': 'Después de contar se movió efectivo. Cuenta otra vez.',
  'refusal.cash.counted-twice': 'Ya se contó dos veces. Llama a un administrador para contar otra vez.',
  'refusal.cash.difference-over-limit': 'Una diferencia así la cierra un administrador. Pídele su clave.',
  'refusal.cash.transfers-unverified': 'Hay transferencias por verificar. Márcalas como vistas para cerrar.',
  'refusal.cash.orders-open': 'Quedan pedidos abiertos. Di qué pasa con cada uno.',
  'refusal.cash.order-paid': 'El pedido {{number}} ya tiene un pago: no se cancela, se pasa o se devuelve.',
  'refusal.cash.may-not-cancel': 'El pedido {{number}} está en cocina: lo cancela un administrador.',
  'refusal.cash.unknown-till': 'Esa caja no es de esta sede.',
  'refusal.cash.z-not-found': 'Esa Z no está en esta caja.',
  'refusal.cash.same-person': 'El turno ya es de esa persona.',
  'refusal.cash.may-not-take-over': 'Esa persona no recibe dinero en esta caja.',
  'refusal.drawer.no-sale-limit': 'Abrir sin venta lo autoriza un administrador. Van {{used}} en este turno.',
} as const;

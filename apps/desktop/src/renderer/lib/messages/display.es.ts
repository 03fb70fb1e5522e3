/** The screen that faces the customer. */
export const displayEs = {
  'menu.customer-display': 'Pantalla del cliente',
  'display.hint': 'Una segunda ventana, para la pantalla que mira el cliente. Solo muestra su pedido.',
  'display.off': 'Apagada',
  'display.on': 'Encendida',
  'display.qr': 'QR del negocio',
  'display.qr-hint': 'El QR de tu banco para recibir transferencias. Se muestra al cliente mientras paga.',
  'display.qr-choose': 'Elegir imagen',
  'display.qr-remove': 'Quitar',
  'display.qr-bad': 'Debe ser una imagen PNG, JPG o WebP de menos de 400 KB.',
  'display.welcome': '¡Bienvenido!',
  'display.welcome-hint': 'Aquí verás tu pedido.',
  'display.scan': 'Escanea para pagar',
  'display.thanks': '¡Gracias por tu compra!',
  'display.number': 'Tu número es',
};

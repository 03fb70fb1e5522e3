/** The owner's code for the uninstaller. The English catalogue must have the same keys. */
export const removalEsCo = {
  act: 'Código para desinstalar',
  title: 'Desinstalar {{till}}',
  text: 'Una caja con ventas que no han llegado a la nube no se deja desinstalar. Con este código sí: antes guarda una copia de esas ventas en su computador y la comprueba. Queda en el registro que lo pediste tú.',
  held: 'Lo último que se supo: {{value}} en {{records}} que solo están en esa caja. Si tiene internet, espera a que suba: no hace falta código.',
  make: 'Crear el código',
  label: 'Código para desinstalar',
  expires: 'Sirve solo en esa caja, sin internet, y vence en {{wait}}.',
  step1: 'En la caja, toca el estado de la sincronización, al pie de la pantalla, y después Desinstalar.',
  step2: 'Escribe el código. La caja dice dónde quedó la copia: guárdala en una memoria.',
  step3: 'Desinstala FastOps como cualquier programa. Los datos se quedan en el computador.',
};

/** A supervisor's yes at the till. */
export const approvalEs = {
  'approval.title': 'Autorización',
  'approval.asked-by': 'Lo pide {{name}}',
  'approval.who': 'Quién puede autorizar',
  'approval.pick-first': 'Toca el nombre de quien autoriza',
  'approval.nobody': 'Nadie en esta sede puede autorizarlo.',
  'approval.decline': 'No autorizar',
  'approval.confirm': 'Autorizar',
  'refusal.approval.needed': 'Lo autoriza un encargado.',
  'refusal.approval.gone': 'La solicitud ya venció. Vuelve a intentarlo.',
  'refusal.approval.not-allowed': '{{name}} tampoco puede autorizarlo.',
  'refusal.login.wrong-pin': 'Ese PIN no coincide. Intenta otra vez.',
  'refusal.login.locked': 'Muchos intentos. Un administrador debe renovar el acceso desde el panel.',
};

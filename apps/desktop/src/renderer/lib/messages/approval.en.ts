/** The English of `approval.es.ts`. */
export const approvalEn = {
  'approval.title': 'Approval',
  'approval.asked-by': 'Asked by {{name}}',
  'approval.who': 'Who can approve',
  'approval.pick-first': 'Tap the name of who approves',
  'approval.nobody': 'Nobody at this branch can approve it.',
  'approval.decline': 'Don’t approve',
  'approval.confirm': 'Approve',
  'refusal.approval.needed': 'A manager has to approve it.',
  'refusal.approval.gone': 'The request has expired. Try again.',
  'refusal.approval.not-allowed': '{{name}} can’t approve it either.',
  'refusal.login.wrong-pin': 'That PIN doesn’t match. Try again.',
  'refusal.login.locked': 'Too many tries. An administrator has to renew the access from the dashboard.',
};

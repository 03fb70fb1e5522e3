/** The owner's code for the uninstaller. */
export const removalEn = {
  act: 'Code to uninstall',
  title: 'Uninstall {{till}}',
  text: 'A till with sales that have not reached the cloud can’t be uninstalled. With this code it can: first it saves a copy of those sales on its computer and checks it. The log shows that you asked for it.',
  held: 'Last heard: {{value}} in {{records}} that only that till has. If it has internet, wait until they are up: no code is needed.',
  make: 'Make the code',
  label: 'Code to uninstall',
  expires: 'Works on that till alone, without internet, and ends in {{wait}}.',
  step1: 'At the till, touch the sync status at the bottom of the screen, then Uninstall.',
  step2: 'Type the code. The till says where the copy is: keep it on a stick.',
  step3: 'Uninstall FastOps like any program. The data stays on the computer.',
};

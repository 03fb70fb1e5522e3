import { contextBridge, ipcRenderer } from 'electron';
import { branchLine } from './branch-line.ts';

const line = branchLine();

ipcRenderer.on('branch-port', (event) => {
  const [port] = event.ports;
  if (!port) return;
  line.use({
    post: (message) => port.postMessage(message),
    listen: (on) => {
      port.onmessage = ({ data }) => on(data);
    },
  });
});
ipcRenderer.send('branch-port-please');

// The page hears that its window is about to close as an event of its own, and holds it by preventing that.
ipcRenderer.on('leaving', () => {
  const held = !window.dispatchEvent(new CustomEvent('fastops:leaving', { cancelable: true }));
  ipcRenderer.send('leaving-answer', held);
});

// All that a page may reach: two functions. No port, no event object, no Node.
contextBridge.exposeInMainWorld('fastops', { call: line.call, subscribe: line.subscribe });

// A till that sells one order and is killed while its receipt is being printed.
import { openPrintShop } from './print-shop.ts';

const [folder] = process.argv.slice(2);
const shop = openPrintShop(folder);
shop.startWorkers();
shop.sell();

// node quiet-shop.mjs FILE MINUTES: the sales of a till's file were settled so long ago.
import { createRequire } from 'node:module';

const Database = createRequire(new URL('../../package.json', import.meta.url))('better-sqlite3');
const [file, minutes] = process.argv.slice(2);
const db = new Database(file);
db.prepare('UPDATE orders SET settled_at = settled_at - ? WHERE settled_at IS NOT NULL').run(Number(minutes) * 60_000);
db.close();

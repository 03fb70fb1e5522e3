import { openEngine } from '../db/open.ts';

// Opens the folder, then writes companies as fast as it can and names each one once it is committed. Killed by the test.
const [, , folder = '', templateCache = ''] = process.argv;
try {
  const engine = await openEngine({ kind: 'pglite', folder, templateCache });
  process.stdout.write('open\n');
  for (let number = 1; ; number += 1) {
    const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    await engine.transaction(async (sql) => {
      await sql.query("SELECT set_config('app.company_id', $1, true)", [id]);
      await sql.query("INSERT INTO companies (company_id, name, legal_name, nit) VALUES ($1, 'a', 'b', 'c') ON CONFLICT DO NOTHING", [id]);
    });
    process.stdout.write(`${id}\n`);
  }
} catch (error) {
  process.stdout.write(`refused ${error instanceof Error ? error.message : String(error)}\n`);
}

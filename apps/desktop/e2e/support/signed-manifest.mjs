// node signed-manifest.mjs JSON: that manifest, signed with this clone's key.
import { signedText } from '../../../../packages/shared/src/releases/manifest.ts';
import { releaseKey } from '../../../../scripts/package/release-key.mjs';

const manifest = JSON.parse(process.argv[2] ?? '');
process.stdout.write(JSON.stringify({ manifest, signature: releaseKey().sign(signedText(manifest)) }));

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../.scripts/server.mjs';

/** Serves the production build for all tests, under a sub-path, as a project page would be. */
export default async function globalSetup(): Promise<() => Promise<unknown>> {
  const folder = join(import.meta.dirname, '../../dist');
  if (!existsSync(join(folder, 'index.html'))) throw new Error('Run `npm run build` first.');
  const server = await serve(folder, { base: '/sigma-playground/' });
  process.env['SITE_URL'] = server.url;
  return server.close;
}

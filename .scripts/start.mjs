// `npm start`: installs if needed, builds, and serves the production build.
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { root } from './root.mjs';
import { runTool } from './run.mjs';
import { serve } from './server.mjs';

const port = Number(process.env.PORT || 4173);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`PORT must be a number from 1 to 65535; it is "${process.env.PORT}".`);
  process.exit(1);
}

ensureInstalled();
if (!runTool('vite', ['build', '--logLevel', 'warn'])) process.exit(1);

try {
  const { url } = await serve(join(root, 'dist'), { port });
  console.log(`\nSigma Playground: ${url}\n(Ctrl+C stops it.)`);
} catch (error) {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
  const why = error.code === 'EACCES' ? 'may not be used by this user' : 'is taken by another program';
  console.error(`\nPort ${port} ${why}. Choose another one: PORT=${port + 1} npm start`);
  process.exit(1);
}

// Serves a folder from a process of its own: what measures must not stand in the way of what is measured.
import { serve } from '../../.scripts/server.mjs';

const { url } = await serve(process.argv[2]);
process.send(url);

// Runs the tools of node_modules/.bin with this very Node, without a shell.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

function command(tool, args) {
  const folder = join(root, 'node_modules', tool);
  const { name, bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : (bin[name.split('/').pop()] ?? Object.values(bin)[0]);
  return [join(folder, script), ...args];
}

function options(more = {}) {
  return {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...more,
    env: { ...process.env, ...more.env },
  };
}

/** Runs a tool to its end; true when it succeeded. `tool` is the package's name, e.g. `vite`. */
export function runTool(tool, args, more) {
  return spawnSync(process.execPath, command(tool, args), options(more)).status === 0;
}

/** The same for `typescript`, whose command is `tsc`. */
export function runTsc(args) {
  return (
    spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], options())
      .status === 0
  );
}

/** Starts a tool and leaves it running. */
export function startTool(tool, args, more) {
  return spawn(process.execPath, command(tool, args), options(more));
}

/** Runs another script of this folder in a process of its own. */
export function runScript(name, args = []) {
  return spawnSync(process.execPath, [join(root, '.scripts', name), ...args], options()).status === 0;
}

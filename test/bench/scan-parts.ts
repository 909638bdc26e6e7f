// What the benchmark of scans measures apart.
export { loadShapes } from '../../src/intake/load-shapes.ts';
export { readFile } from '../../src/intake/scan/read-file.ts';
export { unpack } from '../../src/intake/scan/unpack.ts';
export { compileRule, match, readRules } from '../../src/sigma/matcher.ts';

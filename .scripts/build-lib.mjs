// `npm run build:lib`: the matcher as one ESM file with type declarations, in dist-lib/.
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { build } from 'vite';
import { root } from './root.mjs';

const entry = join(root, 'src/library.ts');
const outDir = join(root, 'dist-lib');

function writeDeclarations() {
  const { config } = ts.readConfigFile(join(root, 'src/sigma/tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'src/sigma'));
  const program = ts.createProgram([entry], {
    ...options,
    // The matcher has the language of 2022 alone; what unwraps events uses a little more of it, and no page either.
    lib: ['lib.es2023.d.ts'],
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: dirname(entry),
    outDir,
  });
  // Declarations import each other by `.js`, which every setting of a user's TypeScript understands.
  const write = (file, text) =>
    ts.sys.writeFile(file, text.replace(/(from |import\()(['"])(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2'));
  const { diagnostics } = program.emit(undefined, write);
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (problems.length === 0) return;
  console.error(
    ts.formatDiagnostics(problems, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => '\n',
    }),
  );
  process.exit(1);
}

if (!existsSync(entry)) {
  console.error(`There is no ${relative(root, entry)}.`);
  process.exit(1);
}
await build({
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir,
    emptyOutDir: true,
    minify: false,
    reportCompressedSize: false,
    lib: { entry, formats: ['es'], fileName: () => 'matcher.js' },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
writeDeclarations();

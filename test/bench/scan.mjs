// One rule over packed log files: unpacking, splitting and parsing, and matching, each apart. Plain Node, one thread.
// With `--large`, 200 MB of them in a real browser as well, which takes minutes.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { eventLines } from './cloudtrail-events.mjs';
import { duration, judged, median, percent, printTable } from './measure.mjs';
import { mostOfReading, rows } from './scan-rows.mjs';

const recordsInFile = 2500;
const fileCount = 20;
const rounds = 5;

/** A log file as CloudTrail delivers it, by number. Identifiers, as those of S3, pack as badly as theirs: 200 bytes a record. */
export function logFile(number, count = recordsInFile) {
  const records = eventLines(count, number * count).map((line, n) => {
    const id = createHash('sha512').update(`${number}-${n}`).digest('base64');
    const extra = `"additionalEventData":{"x-amz-id-2":"${id}","bytesTransferredOut":${n % 9000}}`;
    return `${line.slice(0, -1)},${extra}}`;
  });
  return gzipSync(`{"Records":[${records.join(',')}]}`);
}

export async function benchScan() {
  const { loadShapes, readFile, unpack, readRules, compileRule, match } = await loadParts();
  const shapes = await loadShapes();
  const files = Array.from({ length: fileCount }, (_, n) => new Blob([logFile(n)]));
  const compiled = rows.map(({ rule }) =>
    compileRule(readRules(rule).rules.find(({ type }) => type === 'detection')),
  );
  const times = { unpack: [], read: [], parse: [], match: rows.map(() => []) };
  const hits = rows.map(() => 0);
  const quiet = { onFault: (fault) => console.log(fault), onProblem: (problem) => console.log(problem) };
  let records = 0;
  let bytes = 0;

  for (let round = -1; round < rounds; round++) {
    const spent = { unpack: 0, read: 0, parse: 0, match: rows.map(() => 0) };
    for (const file of files) {
      let startedAt = performance.now();
      const chunks = [];
      for await (const chunk of unpack(file, quiet)) chunks.push(chunk);
      spent.unpack += performance.now() - startedAt;

      const events = [];
      startedAt = performance.now();
      await readFile(file, shapes, { ...quiet, onEvent: (value) => events.push(value) });
      spent.read += performance.now() - startedAt;

      const text = Buffer.concat(chunks).toString();
      startedAt = performance.now();
      JSON.parse(text);
      spent.parse += performance.now() - startedAt;

      compiled.forEach((rule, index) => {
        startedAt = performance.now();
        let found = 0;
        for (const event of events) if (match(rule, event) === 'match') found++;
        spent.match[index] += performance.now() - startedAt;
        if (round === 0) hits[index] += found;
      });
      if (round === 0) {
        records += events.length;
        bytes += text.length;
      }
    }
    // The first round only warms up.
    if (round < 0) continue;
    for (const stage of ['unpack', 'read', 'parse']) times[stage].push(spent[stage]);
    spent.match.forEach((ms, index) => times.match[index].push(ms));
  }

  const packed = files.reduce((sum, { size }) => sum + size, 0);
  const rate = (ms) => `${Math.round((records / ms) * 1000).toLocaleString('en')}`;
  const stage = (name, ms) => [name, duration(ms / records), `${(bytes / 1000 / ms).toFixed(0)}`, rate(ms)];
  const [unpackMs, readMs, parseMs] = [times.unpack, times.read, times.parse].map(median);
  printTable(
    `Scan of ${records.toLocaleString('en')} records in ${fileCount} files, ${(packed / 1e6).toFixed(1)} MB packed, ${(bytes / 1e6).toFixed(0)} MB unpacked (medians of ${rounds})`,
    ['stage', 'a record', 'MB/s', 'records/s'],
    [
      stage('decompress', unpackMs),
      stage('split and parse', readMs - unpackMs),
      stage('(JSON.parse of the whole file at once)', parseMs),
    ],
  );
  const ratios = times.match.map((all) => median(all.map((ms, i) => ms / times.read[i])));
  printTable(
    'Matching',
    ['rule', 'hits', 'a record', 'of decompress and parse', 'records/s in all'],
    rows.map(({ name }, index) => {
      const ms = median(times.match[index]);
      const ratio = index === 0 ? judged(ratios[index], mostOfReading, percent) : percent(ratios[index]);
      return [name, hits[index], duration(ms / records), ratio, rate(readMs + ms)];
    }),
  );
  return ratios[0] <= mostOfReading;
}

async function loadParts() {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-scan-'));
  try {
    const output = { entryFileNames: 'parts.mjs', chunkFileNames: '[name].mjs' };
    await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir,
        emptyOutDir: false,
        ssr: join(import.meta.dirname, 'scan-parts.ts'),
        rollupOptions: { output },
      },
      ssr: { noExternal: true },
    });
    const parts = await import(pathToFileURL(join(outDir, 'parts.mjs')));
    // It is loaded by an import of its own, before the folder goes.
    await parts.loadShapes();
    return parts;
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

/** Writes log files of about so many packed bytes; returns their paths. */
export function writeLogFiles(folder, packedBytes) {
  const paths = [];
  for (let bytes = 0; bytes < packedBytes;) {
    const packed = logFile(paths.length, 10_000);
    const name = `111122223333_CloudTrail_eu-west-1_20250101T${String(paths.length % 24).padStart(2, '0')}00Z_${paths.length}.json.gz`;
    writeFileSync(join(folder, name), packed);
    paths.push(join(folder, name));
    bytes += packed.length;
  }
  return paths;
}

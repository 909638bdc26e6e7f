/** Milliseconds that `run` takes. */
export function time(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

export function quantile(numbers, q) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}

export const median = (numbers) => quantile(numbers, 0.5);

/** Median milliseconds of one `run`, repeated until it is worth measuring. */
export function perCall(run, { budgetMs = 300, rounds = 7 } = {}) {
  let calls = 1;
  while (time(() => repeat(run, calls)) < budgetMs / rounds / 2 && calls < 1e6) calls *= 2;
  return median(Array.from({ length: rounds }, () => time(() => repeat(run, calls)) / calls));
}

function repeat(run, calls) {
  for (let call = 0; call < calls; call++) run();
}

/** Prints a table: texts to the left, everything else to the right. */
export function printTable(title, head, rows) {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  console.log(`\n${title}`);
  for (const row of cells) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column] + 2)))
        .join(''),
    );
  }
}

/** 0.0123 ms → `12.3 µs`. */
export function duration(ms) {
  if (ms < 0.001) return `${(ms * 1e6).toFixed(0)} ns`;
  if (ms < 1) return `${(ms * 1000).toFixed(1)} µs`;
  return `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
}

export const percent = (ratio) => `${(ratio * 100).toFixed(1)} %`;
/** A ratio or time beside the most it may be. */
export const judged = (value, most, show) => `${show(value)} ${value <= most ? 'ok' : `OVER ${show(most)}`}`;

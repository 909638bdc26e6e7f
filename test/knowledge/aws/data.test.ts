import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ServiceData } from '../../../src/knowledge/aws/data.ts';
import { namesNoHost } from '../../_helpers/architecture.ts';

const folder = join(import.meta.dirname, '../../../src/knowledge/aws');
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const services = readdirSync(join(folder, 'data/services')).map((name) => `data/services/${name}`);

test('the generator has exact versions and a lock file that names no registry', () => {
  const { devDependencies } = JSON.parse(read('generate/package.json')) as {
    devDependencies: Record<string, string>;
  };
  expect(Object.values(devDependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(namesNoHost(JSON.parse(read('generate/package-lock.json')))).toBe(true);
});

test('every number in the shapes of a service leads somewhere', () => {
  const wrong: string[] = [];
  for (const path of services) {
    const { operations, shapes, enums } = JSON.parse(read(path)) as ServiceData;
    const check = (number: string, list: readonly string[], where: string) => {
      if (list[Number(number)] === undefined) wrong.push(`${path}: ${where}`);
    };
    for (const line of operations) {
      if (!/^\w+( \d*,(\d*|-))+$/.test(line)) wrong.push(`${path}: ${line}`);
      for (const [, number = ''] of line.matchAll(/[ ,](\d+)/g)) check(number, shapes, line);
    }
    for (const line of shapes) {
      for (const [, kind, number = ''] of line.matchAll(/:\[*(e?)(\d+)(?= |$)/g)) {
        check(number, kind === 'e' ? enums : shapes, line);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('the data stays small', () => {
  const sizes = services.map((path) => read(path).length).sort((a, b) => a - b);
  expect(sizes.reduce((sum, size) => sum + size, read('data/operations.json').length)).toBeLessThan(
    5_000_000,
  );
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(6_000);
  expect(sizes.at(-1)).toBeLessThan(250_000);
});

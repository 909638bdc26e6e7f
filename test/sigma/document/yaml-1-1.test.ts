import { describe, expect, test } from 'vitest';
import { readDocuments } from '../../../src/sigma/document/read-documents.ts';
import { quoted, readingInYaml11 } from '../../../src/sigma/document/yaml-1-1.ts';

function reading(source: string): string | null {
  const root = readDocuments(`a: ${source}`)[0]?.root;
  const value = root?.type === 'mapping' ? root.entries[0]?.value : null;
  if (value?.type !== 'scalar') throw new Error('no scalar');
  return readingInYaml11(value);
}

describe('what YAML 1.1 reads otherwise', () => {
  test.each([
    ['yes', 'true'],
    ['ON', 'true'],
    ['No', 'false'],
    ['off', 'false'],
    ['=', 'an error'],
    ['0755', '493'],
    ['-0755', '-493'],
    ['012345670123', '1402433619'],
    ['0b101', '5'],
    ['1_000', '1000'],
    ['1__0_', '10'],
    ['12:30:45', '45045'],
    ['-1:30', '-90'],
    ['190:20:30', '685230'],
    ['2020-01-01', 'a date'],
    ['2020-01-01T10:00:00Z', 'a date'],
    ['0o17', 'text'],
    ['1e3', 'text'],
    ['1.5e3', 'text'],
  ])('%s is %s', (source, other) => {
    expect(reading(source)).toBe(other);
  });

  test.each([
    ['true'],
    ['null'],
    ['4688'],
    ['1.5'],
    ['1.5e+3'],
    ['0x1F'],
    ['y'],
    ['n'],
    ['08'],
    ['00000429'],
    ['text'],
    ["'yes'"],
    ['"0755"'],
    ['1:60x'],
    ['10.0.0.1'],
  ])('%s is the same', (source) => {
    expect(reading(source)).toBe(null);
  });

  test.each([`1${'_'.repeat(150)}x`, `1${':00'.repeat(100_000)}`, `0${'7'.repeat(300_000)}`])(
    'a long text is answered at once (%#)',
    (source) => {
      const started = performance.now();
      readingInYaml11({
        type: 'scalar',
        kind: 'string',
        text: source,
        style: 'plain',
        range: { start: 0, end: 1 },
      });
      expect(performance.now() - started).toBeLessThan(200);
    },
  );
});

test('quoting doubles the quotes', () => {
  expect(quoted("it's")).toBe("'it''s'");
});

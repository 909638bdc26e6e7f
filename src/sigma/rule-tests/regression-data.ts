// SigmaHQ's regression data: an `info.yml` that names a rule by its id and lists tests, each with a file of events beside
// it and how many of them should match at least. Format: SigmaHQ/sigma, regression_data/README.md. Events in EVTX
// files are read from the JSON that stands beside them; pipelines are not applied, for events keep Sigma's names.
import { entryOf, scalarText } from '../document/node.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { readEvents } from '../event/read-events.ts';
import { readMetadata } from '../rule/metadata.ts';
import type { DetectionRule } from '../rule/rule.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { printYaml } from './print-yaml.ts';
import { nameIn } from './exemplars.ts';
import { printEvent } from './print-event.ts';
import { readTwoWay, testDiagnostic, twoWayName } from './rule-test.ts';
import type { RuleTest, TestsRead, Written } from './rule-test.ts';
import { gapNotes, singleTests } from './single-events.ts';
import type { FileIndex, TestFile } from './test-files.ts';

const listKey = 'regression_tests_info';
const textTypes = ['json', 'ndjson', 'jsonl'];

export interface RegressionRead extends TestsRead {
  readonly ruleIds: readonly string[];
  /** Paths of the files that hold its events. */
  readonly used: readonly string[];
}

export function isRegressionInfo(document: MappingNode): boolean {
  return entryOf(document, listKey) !== undefined;
}

export function readRegression(document: MappingNode, path: string, files: FileIndex): RegressionRead {
  const rules = entryOf(document, 'rule_metadata')?.value;
  const ruleIds = (rules?.type === 'sequence' ? rules.items : []).flatMap((item) =>
    item.type === 'mapping' ? (scalarText(item, 'id') ?? []) : [],
  );
  const list = entryOf(document, listKey)?.value;
  const tests: RuleTest[] = [];
  const diagnostics: Diagnostic[] = [];
  const used = new Set<string>();
  const entries = list?.type === 'sequence' ? list.items : [];
  if (list && list.type !== 'sequence')
    diagnostics.push(
      testDiagnostic('test_shape', list.range, `\`${listKey}\` is a list, each with \`type\` and \`path\`.`),
    );
  // What is there as JSON is not taken from beside an EVTX file once more.
  const isText = (item: DocumentNode) =>
    item.type === 'mapping' && textTypes.includes(scalarText(item, 'type') ?? '');
  for (const item of [...entries.filter(isText), ...entries.filter((each) => !isText(each))]) {
    const read = readEntry(item, path, files, used);
    if (read && 'test' in read) tests.push(read.test);
    else if (read) diagnostics.push(read.problem);
  }
  const place = ({ range }: { readonly range?: { readonly start: number } }) => range?.start ?? 0;
  return { ruleIds, tests: tests.sort((a, b) => place(a) - place(b)), diagnostics, used: [...used] };
}

function readEntry(
  item: DocumentNode,
  from: string,
  files: FileIndex,
  used: Set<string>,
): { readonly test: RuleTest } | { readonly problem: Diagnostic } | null {
  const bad = (
    message: string,
    code: 'test_shape' | 'test_file_missing' | 'test_not_run' = 'test_shape',
  ) => ({
    problem: testDiagnostic(code, item.range, message),
  });
  if (item.type !== 'mapping') return bad('A test is a mapping with `type` and `path`.');
  const path = scalarText(item, 'path');
  if (path === undefined) return bad('This test names no file of events: `path` is missing.');
  const type = scalarText(item, 'type') ?? '';
  const isEvtx = type === 'evtx';
  if (!isEvtx && !textTypes.includes(type)) return bad('`type` is `evtx`, `json`, `ndjson` or `jsonl`.');
  const found = isEvtx
    ? textTypes.map((end) => files.find(path.replace(/\.evtx$/i, `.${end}`), from)).find(Boolean)
    : files.find(path, from);
  if (isEvtx && found !== undefined && used.has(found)) return null;
  const text = found === undefined ? undefined : files.textOf(found);
  if (found === undefined || text === undefined) {
    if (isEvtx)
      return bad('The events are in an EVTX file, with no JSON beside it: not run.', 'test_not_run');
    return bad('The file of events that this test names is not there.', 'test_file_missing');
  }
  used.add(found);
  const count = readCount(item);
  if (count === null) return bad('`match_count` is a number of matches.');
  const isPart = readEvents(text).events.length > Math.max(count, 1);
  return {
    test: {
      ...readTwoWay(count > 0, nameIn(item, 'name')),
      eventText: text.trim(),
      ...(count > 0 && isPart ? { atLeast: count } : {}),
      range: item.range,
    },
  };
}

/** One match suffices where nothing is said. */
function readCount(item: MappingNode): number | null {
  const value = entryOf(item, 'match_count')?.value;
  if (!value) return 1;
  const count = value.type === 'scalar' && /^\d{1,9}$/.test(value.text) ? Number(value.text) : null;
  return count;
}

export interface RegressionInfo {
  /** Of the info file itself, a UUID. */
  readonly id: string;
  /** `2026-01-31` */
  readonly date: string;
  readonly author: string;
}

/**
 * The files of a rule's regression data, by their paths in SigmaHQ's repository. A file of events has the name of the
 * rule's id, one for each test.
 */
export function toRegressionData(
  rule: DetectionRule,
  tests: readonly RuleTest[],
  info: RegressionInfo,
): Written<{ readonly files: readonly TestFile[] }> {
  const { id, title } = readMetadata(rule.document);
  if (!id || !/^[\w-]{1,100}$/.test(id.text))
    return { problem: 'The rule has no `id`, by which its regression data is found: add one.' };
  const { singles, notes } = singleTests(tests);
  const folder = folderFor(rule);
  const samples = singles.map(({ event }, i) => ({
    path: `${folder}/${i === 0 ? '' : `${i + 1}/`}${id.text}.json`,
    text: `${printEvent(event)}\n`,
  }));
  const text = printYaml(
    {
      id: info.id,
      description: 'N/A',
      date: info.date,
      author: info.author,
      rule_metadata: [{ id: id.text, title: title?.text ?? '' }],
      [listKey]: singles.map((single, i) => ({
        name: twoWayName(single) ?? `Test ${i + 1}`,
        type: 'json',
        match_count: single.expectation === 'fire' ? 1 : 0,
        path: samples[i]?.path ?? '',
      })),
    },
    4,
  );
  return {
    files: [{ path: `${folder}/info.yml`, text: `${text}\n` }, ...samples],
    notes: [...notes, ...gapNotes(singles, 'match_count: 0')],
  };
}

function folderFor({ logsource, title }: DetectionRule): string {
  const { product, category, service } = logsource;
  const parts = ['regression_data', 'rules', product, category ?? service, title || 'rule'];
  return parts
    .flatMap((part) => {
      const slug = part
        ?.toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '')
        .slice(0, 80);
      return slug ? [slug] : [];
    })
    .join('/');
}

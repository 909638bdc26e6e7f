// `Tests` of Panther: a list of `Name`, `ExpectedResult` (true or false) and `Log`, in the YAML file of a detection.
// Format: docs.panther.com, "Testing". Mocks have no meaning here.
import { entryOf, scalarText } from '../document/node.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { readDocuments } from '../document/read-documents.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { EventReader } from './read-yaml-event.ts';
import { printYaml } from './print-yaml.ts';
import { nameIn, readTestEvent } from './exemplars.ts';
import { readTwoWay, testDiagnostic, twoWayName, uniqueNames } from './rule-test.ts';
import type { RuleTest, TestsRead, Written } from './rule-test.ts';
import { gapNotes, singleTests } from './single-events.ts';

export function isPanther(document: MappingNode): boolean {
  return entryOf(document, 'Tests') !== undefined;
}

/** The tests of one document. */
export function readPanther(document: MappingNode): TestsRead {
  const list = entryOf(document, 'Tests')?.value;
  if (!list) return { tests: [], diagnostics: [] };
  if (list.type !== 'sequence') {
    const message = '`Tests` is a list, each with `Name`, `ExpectedResult` and `Log`.';
    return { tests: [], diagnostics: [testDiagnostic('test_shape', list.range, message)] };
  }
  const reader = new EventReader();
  const read = list.items.map((item) => readTest(item, reader));
  return {
    tests: read.flatMap((each) => ('test' in each ? [each.test] : [])),
    diagnostics: read.flatMap((each) => ('test' in each ? [] : [each.problem])),
  };
}

function readTest(
  item: DocumentNode,
  reader: EventReader,
): { readonly test: RuleTest } | { readonly problem: Diagnostic } {
  if (item.type !== 'mapping') {
    const message = 'A test is a mapping with `Name`, `ExpectedResult` and `Log`.';
    return { problem: testDiagnostic('test_shape', item.range, message) };
  }
  const expected = entryOf(item, 'ExpectedResult')?.value;
  // Panther's own reader takes YAML 1.1.
  const word = expected?.type === 'scalar' ? expected.text.toLowerCase() : '';
  const fires = ['true', 'yes', 'on'].includes(word);
  if (!fires && !['false', 'no', 'off'].includes(word)) {
    const message = '`ExpectedResult` is `true` or `false`.';
    return { problem: testDiagnostic('test_shape', (expected ?? item).range, message) };
  }
  // `Resource` is what tests of policies say for `Log`.
  const key = entryOf(item, 'Log') || !entryOf(item, 'Resource') ? 'Log' : 'Resource';
  const event = readTestEvent(item, key, reader);
  if ('problem' in event) return event;
  return { test: { ...readTwoWay(fires, nameIn(item, 'Name')), ...event, range: item.range } };
}

/** The id of the rule that a Panther file is of. */
export function pantherRuleId(document: MappingNode): string | undefined {
  return scalarText(document, 'RuleID');
}

/** A file with the tests alone, to be taken over into the file of the detection. `ruleId`: the rule's id or title. */
export function toPanther(ruleId: string, tests: readonly RuleTest[]): Written<{ readonly text: string }> {
  const { singles, notes } = singleTests(tests);
  const names = uniqueNames(singles.map(twoWayName), 'Test');
  const list = singles.map(({ expectation, event }, i) => ({
    Name: names[i] as string,
    ExpectedResult: expectation === 'fire',
    Log: event,
  }));
  const text = `${printYaml({ RuleID: ruleId, Tests: list }, 2)}\n`;
  const [document] = readDocuments(text);
  const root = document?.root;
  const read = root?.type === 'mapping' ? readPanther(root) : null;
  if (
    document?.diagnostics.some(({ severity }) => severity === 'error') ||
    read?.tests.length !== list.length
  )
    return { problem: 'As YAML these events could not be read: they are too large or too deep.' };
  return { text, notes: [...notes, ...gapNotes(singles, 'ExpectedResult: false')] };
}

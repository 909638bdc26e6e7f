// Tests embedded in the rule itself, as rsigma runs them: a list of `name`, `expect` (`match` or `no-match`) and `event`
// under the custom attribute `rsigma.exemplars`. Format: rsigma.io, reference of custom attributes; `rsigma rule test`.
import { entryOf } from '../document/node.ts';
import type { DocumentNode, MappingEntry, MappingNode } from '../document/node.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { EventReader } from './read-yaml-event.ts';
import { printEvent } from './print-event.ts';
import { readTwoWay, testDiagnostic } from './rule-test.ts';
import type { RuleTest, TestsRead } from './rule-test.ts';

export const exemplarsKey = 'rsigma.exemplars';

/** What stands under `custom_attributes` counts before a key of the rule itself. */
export function findExemplars(document: MappingNode): MappingEntry | undefined {
  const attributes = entryOf(document, 'custom_attributes')?.value;
  const nested = attributes?.type === 'mapping' ? entryOf(attributes, exemplarsKey) : undefined;
  return nested ?? entryOf(document, exemplarsKey);
}

/** The exemplars of one rule. */
export function readExemplars(document: MappingNode | null): TestsRead {
  const found = document && findExemplars(document);
  if (!found) return { tests: [], diagnostics: [] };
  const { value, key } = found;
  if (value.type !== 'sequence' || value.items.length === 0) {
    const message = `\`${exemplarsKey}\` is a list of tests, each with \`expect\` and \`event\`.`;
    return { tests: [], diagnostics: [testDiagnostic('test_shape', key.range, message)] };
  }
  const reader = new EventReader();
  const read = value.items.map((item) => readExemplar(item, reader));
  return {
    tests: read.flatMap((each) => ('test' in each ? [each.test] : [])),
    diagnostics: read.flatMap((each) => ('test' in each ? [] : [each.problem])),
  };
}

type Read = { readonly test: RuleTest } | { readonly problem: Diagnostic };

function readExemplar(item: DocumentNode, reader: EventReader): Read {
  const bad = (message: string, node: DocumentNode = item): Read => ({
    problem: testDiagnostic('test_shape', node.range, message),
  });
  if (item.type !== 'mapping') return bad('A test is a mapping with `expect` and `event`.');
  const expect = entryOf(item, 'expect')?.value;
  if (!expect) return bad('This test does not say what to expect: `expect: match` or `expect: no-match`.');
  const word = expect.type === 'scalar' ? expect.text : '';
  if (word !== 'match' && word !== 'no-match') return bad('`expect` is `match` or `no-match`.', expect);
  const events = entryOf(item, 'events');
  if (events) {
    const message = 'This test is a sequence of events, for a correlation rule: it is not run.';
    return { problem: testDiagnostic('test_not_run', events.key.range, message) };
  }
  const event = readTestEvent(item, 'event', reader);
  if ('problem' in event) return event;
  return {
    test: { ...readTwoWay(word === 'match', nameIn(item, 'name')), ...event, range: item.range },
  };
}

/** A name without white space around it; undefined for none. */
export function nameIn(item: MappingNode, key: string): string | undefined {
  const name = entryOf(item, key)?.value;
  return (name?.type === 'scalar' && name.kind !== 'null' && name.text.trim()) || undefined;
}

/** The event of a test that holds it as a mapping. */
export function readTestEvent(
  item: MappingNode,
  key: string,
  reader: EventReader,
): { readonly eventText: string } | { readonly problem: Diagnostic } {
  const node = entryOf(item, key)?.value;
  const bad = (message: string) => ({
    problem: testDiagnostic('test_event', (node ?? item).range, message),
  });
  if (!node) return bad(`This test has no event: \`${key}\` is missing.`);
  if (node.type !== 'mapping') return bad('An event is a mapping of fields.');
  const read = reader.read(node);
  if (!read) return bad('Aliases make this event larger than anything that is read.');
  return { eventText: printEvent(read.value) };
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, explain, locateTrace, match, readEvents } from '../../src/sigma/matcher.ts';
import type { EventValue, Verdict } from '../../src/sigma/matcher.ts';
import type { ConditionTrace, DetectionTrace } from '../../src/sigma/evaluate/trace.ts';
import { placeholders, randomEvent, randomRule, reversed, ruleOf } from '../_helpers/arbitraries.ts';
import { compiled } from '../_helpers/rule.ts';

const whole = { patterns: true, broken: false };
const options = { placeholders };
const judge = (text: string, event: EventValue): Verdict => match(compiled(text, options), event);
/** A few seconds on an idle machine. */
const patient = { timeout: 60_000 };
const check = (runs: number) => ({ numRuns: runs, verbose: fc.VerbosityLevel.Verbose });

test('`explain` says what `match` says, of rules that match now and then', patient, () => {
  const seen: Record<Verdict, number> = { match: 0, miss: 0, unknown: 0 };
  fc.assert(
    fc.property(
      randomRule(whole),
      fc.array(randomEvent(true), { minLength: 5, maxLength: 5 }),
      (rule, events) => {
        const each = compiled(ruleOf(rule), options);
        expect(each.diagnostics.filter(({ severity }) => severity === 'error' && each.refused)).toEqual([]);
        for (const event of events) {
          const verdict = match(each, event);
          seen[verdict]++;
          expect(explain(each, event).verdict).toBe(verdict);
        }
      },
    ),
    check(400),
  );
  const share = seen.match / (seen.match + seen.miss);
  expect(seen.unknown).toBe(0);
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.9);
});

test('so does it where parts are broken or were stopped', patient, () => {
  fc.assert(
    fc.property(
      randomRule({ patterns: true, broken: true }),
      randomEvent(true),
      fc.nat(),
      (rule, event, seed) => {
        const text = ruleOf(rule);
        const [first] = compiled(text, options).rule.detection.identifiers.flatMap(({ search }) =>
          search.type === 'all_of' ? search.children : [search],
        );
        const values = first?.type === 'item' ? first.values : [];
        const skipped = values.filter((_, i) => i === seed % (values.length + 1)).map(({ range }) => range);
        const each = compiled(text, { ...options, skipped });
        expect(explain(each, event).verdict).toBe(match(each, event));
      },
    ),
    check(300),
  );
});

/** What every node's verdict must be, by the verdicts below it. */
function checkNode(node: ConditionTrace | DetectionTrace): Verdict {
  const count = (verdicts: readonly Verdict[], need: number): Verdict => {
    const hits = verdicts.filter((verdict) => verdict === 'match').length;
    const open = verdicts.filter((verdict) => verdict === 'unknown').length;
    return hits >= need ? 'match' : hits + open >= need ? 'unknown' : 'miss';
  };
  const turned = (verdict: Verdict): Verdict =>
    verdict === 'unknown' ? verdict : verdict === 'match' ? 'miss' : 'match';
  const expected = (): Verdict => {
    switch (node.type) {
      case 'broken':
        return 'unknown';
      case 'not':
        return turned(checkNode(node.child));
      case 'identifier':
        return node.detection ? checkNode(node.detection) : 'unknown';
      case 'item': {
        const verdicts = node.values.map(({ verdict }) => verdict);
        const joined = count(verdicts, node.join === 'all' ? verdicts.length : 1);
        return node.negated ? turned(joined) : joined;
      }
      case 'quantified':
        return count(node.children.map(checkNode), node.need);
      case 'array':
        return node.verdict;
      default: {
        const verdicts = node.children.map(checkNode);
        return count(verdicts, node.type === 'and' || node.type === 'all_of' ? verdicts.length : 1);
      }
    }
  };
  expect(node.verdict).toBe(expected());
  return node.verdict;
}

test('each node of a trace follows from the nodes below, and each value from what it met', patient, () => {
  fc.assert(
    fc.property(randomRule({ patterns: true, broken: true }), randomEvent(true), (rule, event) => {
      for (const { root } of explain(compiled(ruleOf(rule), options), event).conditions) checkNode(root);
    }),
    check(300),
  );
});

test('De Morgan, double negation, and the order of operands', patient, () => {
  fc.assert(
    fc.property(
      randomRule(whole),
      randomRule(whole),
      randomEvent(true),
      ({ searches, condition: a }, other, event) => {
        const b = other.condition;
        const of = (condition: string): Verdict => judge(ruleOf({ searches, condition }), event);
        expect(of(`not ((${a}) and (${b}))`)).toBe(of(`not (${a}) or not (${b})`));
        expect(of(`not ((${a}) or (${b}))`)).toBe(of(`not (${a}) and not (${b})`));
        expect(of(`not not (${a})`)).toBe(of(a));
        expect(of(`(${a}) and (${b})`)).toBe(of(`(${b}) and (${a})`));
        expect(of(`(${a}) and not (${a})`)).toBe('miss');
      },
    ),
    check(150),
  );
});

test('another `or` branch never loses a match', patient, () => {
  fc.assert(
    fc.property(
      randomRule(whole),
      randomRule(whole),
      randomEvent(true),
      ({ searches, condition }, other, event) => {
        fc.pre(judge(ruleOf({ searches, condition }), event) === 'match');
        const wider = `(${condition}) or ${other.condition}`;
        expect(judge(ruleOf({ searches, condition: wider }), event)).toBe('match');
      },
    ),
    check(150),
  );
});

test('the order of the keys of an event does not matter', patient, () => {
  fc.assert(
    fc.property(randomRule({ patterns: false, broken: false }), randomEvent(true), (rule, event) => {
      expect(judge(ruleOf(rule), reversed(event))).toBe(judge(ruleOf(rule), event));
    }),
    check(300),
  );
});

test('events as values and as JSON text get the same answer', patient, () => {
  fc.assert(
    fc.property(randomRule(whole), fc.array(randomEvent(false), { maxLength: 5 }), (rule, events) => {
      const asText = evaluate(ruleOf(rule), JSON.stringify(events), options);
      expect(asText).toEqual(evaluate(ruleOf(rule), events, options));
    }),
    check(200),
  );
});

test('located places lie in the event, spans in their values', patient, () => {
  const layout = fc.constantFrom(0, 1, 3);
  fc.assert(
    fc.property(randomRule(whole), randomEvent(false), layout, (rule, value, indent) => {
      const text = `{"x":1}\n${JSON.stringify(value, null, indent)}\n`;
      const event = readEvents(text).events[1];
      if (!event) throw new Error('no event');
      const trace = locateTrace(explain(compiled(ruleOf(rule), options), event.value), text, event.range);
      const visit = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        if ('pointer' in node) checkMet(node as unknown as Met);
        Object.values(node).forEach(visit);
      };
      const checkMet = ({ range, span, spanRange, kind, text: said }: Met): void => {
        if (!range) return expect.fail('a value without its place');
        expect(range.start).toBeGreaterThanOrEqual(event.range.start);
        expect(range.end).toBeLessThanOrEqual(event.range.end);
        const source = text.slice(range.start, range.end);
        const read = JSON.parse(source) as unknown;
        if (kind === 'string') expect(read).toBe(said);
        if (!span || !spanRange || kind !== 'string') return;
        const inner = `"${text.slice(spanRange.start, spanRange.end)}"`;
        expect(JSON.parse(inner)).toBe(said.slice(span.start, span.end));
      };
      visit(trace);
    }),
    check(200),
  );
});

interface Met {
  readonly range?: { start: number; end: number };
  readonly span?: { start: number; end: number };
  readonly spanRange?: { start: number; end: number };
  readonly kind: string;
  readonly text: string;
}

// Adds to a trace where its values stand in the events text. Traces are made without: events may be parsed values.
import { locate, spanInText } from '../event/locate.ts';
import type { Range } from '../source/range.ts';
import type { ConditionTrace, DetectionTrace, Met, RuleTrace, ValueTrace, WhyNot } from './trace.ts';

/**
 * The trace of the event at `eventRange` of `text`, with event ranges. `find` is for events that were made from their
 * text rather than read from it.
 */
export function locateTrace(
  trace: RuleTrace,
  text: string,
  eventRange: Range,
  find: typeof locate = locate,
): RuleTrace {
  const pointers = new Set<string>();
  for (const { root } of trace.conditions) gather(root, pointers);
  const ranges = find(text, eventRange, [...pointers]);
  const done = new Map<object, object>();
  const once = <T extends object>(node: T, make: () => T): T => {
    const known = done.get(node) ?? make();
    done.set(node, known);
    return known as T;
  };
  const locateMet = (met: Met): Met => {
    const range = ranges.get(met.pointer);
    if (!range) return met;
    const spanRange = met.span && met.kind !== 'object' ? spanInText(text, range, met.span) : null;
    return { ...met, range, ...(spanRange ? { spanRange } : {}) };
  };
  const locateValue = (value: ValueTrace): ValueTrace => ({
    ...value,
    met: once(value.met, () => value.met.map((met) => once(met, () => locateMet(met)))),
  });
  const locateDetection = (node: DetectionTrace): DetectionTrace =>
    once(node, () => {
      if (node.type === 'broken') return node;
      if (node.type === 'item') return { ...node, values: node.values.map(locateValue) };
      if (node.type === 'array')
        return {
          ...node,
          elements: node.elements.map((each) => ({
            ...each,
            met: locateMet(each.met),
            body: isConditionTrace(each.body) ? locateCondition(each.body) : locateDetection(each.body),
          })),
        };
      return { ...node, children: node.children.map(locateDetection) };
    });
  const locateCondition = <T extends ConditionTrace>(node: T): T =>
    mapCondition(node, locateCondition, locateDetection);
  return {
    ...trace,
    conditions: trace.conditions.map((each) => ({ ...each, root: locateCondition(each.root) })),
  };
}

/** A part of a condition that cannot be read is copied as it is, either way. */
function isConditionTrace(node: ConditionTrace | DetectionTrace): node is ConditionTrace {
  return ['and', 'or', 'not', 'identifier', 'quantified'].includes(node.type);
}

function mapCondition<T extends ConditionTrace>(
  node: T,
  condition: (child: ConditionTrace) => ConditionTrace,
  detection: (child: DetectionTrace) => DetectionTrace,
): T {
  if (node.type === 'broken') return node;
  if (node.type === 'not') return { ...node, child: condition(node.child) };
  if (node.type === 'identifier') return { ...node, detection: node.detection && detection(node.detection) };
  return { ...node, children: node.children.map(condition) };
}

function gather(node: ConditionTrace | DetectionTrace, pointers: Set<string>): void {
  if (node.type === 'broken') return;
  if (node.type === 'item') {
    for (const { met } of node.values) for (const { pointer } of met) pointers.add(pointer);
  } else if (node.type === 'array') {
    for (const { met, body } of node.elements) {
      pointers.add(met.pointer);
      gather(body, pointers);
    }
  } else if (node.type === 'not') gather(node.child, pointers);
  else if (node.type === 'identifier') {
    if (node.detection) gather(node.detection, pointers);
  } else for (const child of node.children) gather(child, pointers);
}

/** The hints with event ranges. */
export function locateWhyNot(
  whyNot: WhyNot,
  text: string,
  eventRange: Range,
  find: typeof locate = locate,
): WhyNot {
  const pointers = whyNot.hints.flatMap(({ pointer }) => (pointer === undefined ? [] : [pointer]));
  const ranges = find(text, eventRange, pointers);
  const hints = whyNot.hints.map((hint) => {
    const range = hint.pointer === undefined ? undefined : ranges.get(hint.pointer);
    return range ? { ...hint, eventRange: range } : hint;
  });
  return { ...whyNot, hints };
}

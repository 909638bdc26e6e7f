// What stands at the end of a line of a rule: what its predicate, identifier or condition says of the event that is
// explained, and of how many events it holds.
import { cellStates, createCellReader } from '../../sigma/index.ts';
import type { CompiledRule, EventValue, Verdict } from '../../sigma/index.ts';

export interface LineHint {
  /** The end of the line. */
  readonly offset: number;
  readonly kind: 'item' | 'identifier' | 'condition';
  /** Of the event that is explained. */
  readonly verdict: Verdict;
  /** How many of the events that were looked at match. */
  readonly matched: number;
  readonly events: number;
}

const maxHints = 500;

export interface HintCounter {
  /** Looks at one event more. */
  add(event: EventValue): void;
  hints(selected: EventValue): readonly LineHint[];
}

export function createHintCounter(rule: CompiledRule): HintCounter {
  const { columns, read } = createCellReader(rule);
  const { text, detection } = rule.rule;
  const matched = new Uint32Array(columns.length + 1);
  const cells = new Uint8Array(columns.length);
  let events = 0;
  const keys = new Map(detection.identifiers.map(({ name, keyRange }) => [name, keyRange.start]));
  return {
    add(event) {
      const verdict = read(event, cells, 0);
      cells.forEach((cell, column) => {
        if (cellStates[cell] === 'match') matched[column] = (matched[column] ?? 0) + 1;
      });
      if (cellStates[verdict] === 'match') matched[columns.length] = (matched[columns.length] ?? 0) + 1;
      events++;
    },
    hints(selected) {
      const own = new Uint8Array(columns.length);
      const verdict = read(selected, own, 0);
      const found = new Map<number, LineHint>();
      const add = (at: number, kind: LineHint['kind'], cell: number | undefined, column: number): void => {
        const offset = lineEnd(text, at);
        // The first of a line speaks for it.
        if (found.has(offset) || found.size >= maxHints) return;
        found.set(offset, { offset, kind, verdict: toVerdict(cell), matched: matched[column] ?? 0, events });
      };
      columns.forEach(({ type, range }, column) => {
        if (type === 'item') add(range.start, 'item', own[column], column);
      });
      columns.forEach(({ type, identifier }, column) => {
        const at = keys.get(identifier);
        if (type === 'identifier' && at !== undefined) add(at, 'identifier', own[column], column);
      });
      const [condition] = detection.conditions;
      if (condition && detection.conditions.length === 1)
        add(condition.range.start, 'condition', verdict, columns.length);
      return [...found.values()].sort((a, b) => a.offset - b.offset);
    },
  };
}

function toVerdict(cell: number | undefined): Verdict {
  const state = cellStates[cell ?? 0];
  return state === 'match' ? 'match' : state === 'miss' || state === 'absent' ? 'miss' : 'unknown';
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

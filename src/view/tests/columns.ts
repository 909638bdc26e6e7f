// The columns of the grid: grouped by search identifier, named, and marked where they never vary.
import type { CellColumn } from '../../sigma/index.ts';
import { cellStates } from '../../sigma/index.ts';
import type { CellTable } from '../../state/grid.svelte.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { plural } from '../../texts/plural.ts';
import { toShort } from '../visible.ts';

export interface GridColumn {
  /** Stays the same while values are edited. */
  readonly key: string;
  /** Of its cells in a row. */
  readonly index: number;
  readonly column: CellColumn;
  /** The end of the field's name. */
  readonly name: string;
  /** What is looked for, in a few characters. */
  readonly wants: string;
  /** All of it, for a tooltip. */
  readonly title: string;
}

export interface GridGroup {
  readonly identifier: string;
  readonly role: CellColumn['role'];
  /** Of what the identifier says as a whole. */
  readonly index: number;
  readonly columns: readonly GridColumn[];
}

/** What the cells of a column have in common. */
export interface CellShape {
  readonly key: string;
  readonly index: number;
  /** It is the first of its group. */
  readonly begins: boolean;
  readonly constant: boolean;
}

const maxName = 20;
const maxWants = 22;

export function toGroups(columns: readonly CellColumn[]): GridGroup[] {
  const groups: GridGroup[] = [];
  const keys = toKeys(columns);
  let own: GridColumn[] = [];
  columns.forEach((column, index) => {
    const { type, identifier, role } = column;
    if (type === 'identifier') {
      groups.push({ identifier, role, index, columns: own });
      own = [];
    } else own.push({ key: keys[index] as string, index, column, ...toWords(column) });
  });
  return groups;
}

/** Where it stands, its field and modifiers, and which of several that have all of it in common. */
export function toKeys(columns: readonly CellColumn[]): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ type, identifier, field, modifiers }) => {
    const name = JSON.stringify([type, identifier, field, ...modifiers]);
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return `${name}${nth}`;
  });
}

function toWords(column: CellColumn): Pick<GridColumn, 'name' | 'wants' | 'title'> {
  const { type, field, modifiers, values, valueCount } = column;
  if (type === 'broken')
    return { name: texts.testsColumnUnreadable, wants: '', title: texts.testsColumnPartCannotRead };
  const more = valueCount > 1 ? ` +${valueCount - 1}` : '';
  const verb = modifiers.join(' ');
  const first = toShort(values[0] ?? '', maxWants);
  const all = values.map((value) => toShort(value, 80)).join('\n');
  const rest =
    valueCount > values.length ? `\n${fill(texts.testsColumnMore, { n: valueCount - values.length })}` : '';
  return {
    name: field === null ? texts.testsColumnKeywords : toEnd(field),
    wants: `${verb === '' ? '' : `${verb} `}${first}${more}`,
    title: `${toShort([field ?? texts.testsColumnKeywords, ...modifiers].join('|'), 200)}\n${all}${rest}`,
  };
}

/** The last parts of a path, as many as fit. */
function toEnd(field: string): string {
  if (field.length <= maxName) return toShort(field, maxName);
  const dot = field.indexOf('.', field.length - maxName);
  return `…${toShort(dot < 0 ? field.slice(field.lastIndexOf('.') + 1) : field.slice(dot + 1), maxName)}`;
}

/** `dead_filter`: a negated part that never matches, and so filters nothing. */
export type Constancy = 'dead_filter' | 'always' | 'never';

export interface Constant {
  readonly kind: Constancy;
  readonly word: string;
  readonly title: string;
}

/** Of one event nothing can be said to vary. */
const fewestEvents = 2;
const words: Readonly<Record<Constancy, string>> = {
  dead_filter: texts.testsColumnDeadFilter,
  always: texts.testsColumnAlwaysTrue,
  never: texts.testsColumnNeverTrue,
};

/** For each column of a complete table: whether, and how, it is the same for every event. */
export function findConstants({ columns, cells, verdicts }: CellTable): (Constant | null)[] {
  const width = columns.length;
  const events = verdicts.length;
  const counts = new Uint32Array(width * cellStates.length);
  for (let at = 0, column = 0; at < cells.length; at++) {
    const slot = column * cellStates.length + (cells[at] as number);
    counts[slot] = (counts[slot] as number) + 1;
    column = column + 1 === width ? 0 : column + 1;
  }
  return columns.map(({ role }, column) => {
    if (events < fewestEvents) return null;
    const of = (state: (typeof cellStates)[number]) =>
      counts[column * cellStates.length + cellStates.indexOf(state)] ?? 0;
    const matches = of('match');
    if (matches + of('miss') + of('absent') < events || (matches > 0 && matches < events)) return null;
    const kind = matches > 0 ? 'always' : role === 'filter' ? 'dead_filter' : 'never';
    const all = plural(events, texts.countEventOne, texts.countEventMany);
    const none = of('absent') === events ? texts.testsColumnNeverAbsent : texts.testsColumnNeverTitle;
    const title = fill(matches > 0 ? texts.testsColumnAlwaysTitle : none, { all });
    return { kind, word: words[kind], title };
  });
}

/** What is as it was `before` is the same object: its cells are not drawn anew. */
export function toShapes(
  groups: readonly GridGroup[],
  constants: readonly (Constant | null)[],
  before: readonly CellShape[],
): readonly CellShape[] {
  const shapes = groups
    .flatMap(({ columns }) =>
      columns.map(({ key, index }, at) => ({
        key,
        index,
        begins: at === 0,
        constant: Boolean(constants[index]),
      })),
    )
    .map((shape, at) => {
      const old = before[at];
      return old && isSameShape(old, shape) ? old : shape;
    });
  const isSame = shapes.length === before.length && shapes.every((shape, at) => shape === before[at]);
  return isSame ? before : shapes;
}

function isSameShape(a: CellShape, b: CellShape): boolean {
  return a.key === b.key && a.index === b.index && a.begins === b.begins && a.constant === b.constant;
}

// One walk over an event: the rules that may match it. What the fields hold is read when a rule asks for it.
import { readField } from '../compile/item-test.ts';
import type { Field } from '../compile/item-test.ts';
import { visitField, visitLeaves } from '../event/path.ts';
import type { FieldPath } from '../event/path.ts';
import { ExactNumber } from '../event/value.ts';
import type { EventObject, EventValue } from '../event/value.ts';
import type { FieldIndex } from './field-index.ts';
import { compilePaths, newEdge, placeIndexes } from './path-tree.ts';
import type { PathEdge, PathNode } from './path-tree.ts';
import { joined } from './rule-list.ts';
import type { RuleList, Sink } from './rule-list.ts';
import { ValueMemo } from './value-memo.ts';

export interface Indexes {
  /** By field number; null where no rule looks for anything in that field. */
  readonly fields: readonly (FieldIndex | null)[];
  /** Of all leaves. */
  readonly leaves: FieldIndex | null;
}

/** Keys that no path has are added to the tree, so that what stood there is known; so many, and none that is longer. */
const maxAdded = 4096;
const maxKeyLength = 64;

/** Deeper events are read field by field, by walkers that keep no stack. */
const maxDepth = 200;

const noField: Field = { values: [], present: false };

export class EventReader implements Sink {
  readonly paths: readonly FieldPath[];
  /** The first `count` of them are the candidates. */
  readonly candidates: Uint32Array;
  count = 0;

  private indexes: Indexes = { fields: [], leaves: null };
  private readonly root: PathEdge;
  private readonly irregular: number[] = [];
  private readonly marked: Uint32Array;
  private readonly memo = new ValueMemo();
  /** The first `findCount` of them are what a scalar holds. */
  private readonly finds: RuleList[] = [];
  private findCount = 0;
  private added = 0;
  private round = 0;
  private event: EventValue = null;
  private readonly fields: Field[];
  /** By field number: the round in which it was read. */
  private readonly fieldRound: Uint32Array;
  private leafField: Field | null = null;

  constructor(paths: readonly FieldPath[], ruleCount: number) {
    this.paths = paths;
    this.root = compilePaths(paths);
    this.fields = paths.map(() => noField);
    this.fieldRound = new Uint32Array(paths.length);
    this.candidates = new Uint32Array(ruleCount);
    this.marked = new Uint32Array(ruleCount);
  }

  use(indexes: Indexes): void {
    this.indexes = indexes;
    placeIndexes(this.root, indexes.fields);
    this.memo.clear();
  }

  /** What the event that was read last has in a field. */
  field(number: number): Field {
    if (this.fieldRound[number] !== this.round) {
      this.fieldRound[number] = this.round;
      this.fields[number] = readField(this.event, this.paths[number] as FieldPath);
    }
    return this.fields[number] as Field;
  }

  /** All leaves of the event that was read last. */
  get leaves(): Field {
    return (this.leafField ??= readField(this.event, null));
  }

  /** `always`: rules that are candidates whatever the event is. */
  read(event: EventValue, always: RuleList): void {
    this.reset(event);
    this.mark(always);
    if (!this.visit(event, this.root, 0)) this.readDeep();
    for (const field of this.irregular) this.readAgain(field);
  }

  private reset(event: EventValue): void {
    this.event = event;
    this.leafField = null;
    this.count = this.findCount = 0;
    if (++this.round === 2 ** 32) {
      this.marked.fill(0);
      this.fieldRound.fill(0);
      this.round = 1;
    }
    if (this.irregular.length > 0) this.irregular.length = 0;
  }

  mark(rules: RuleList): void {
    const { marked, round } = this;
    this.finds[this.findCount++] = rules;
    for (let i = 0; i < rules.length; i++) {
      const rule = rules[i] as number;
      if (marked[rule] === round) continue;
      marked[rule] = round;
      this.candidates[this.count++] = rule;
    }
  }

  /** False: too deep. */
  private visit(value: EventValue, edge: PathEdge | null, depth: number): boolean {
    if (typeof value !== 'object' || value === null || value instanceof ExactNumber) {
      if (value !== null) this.visitScalar(value, edge);
      return true;
    }
    if (depth > maxDepth) return false;
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++)
        if (!this.visit(value[i] as EventValue, edge, depth + 1)) return false;
      return true;
    }
    if (edge !== null && edge.index !== null) edge.index.search(value, this);
    const { leaves } = this.indexes;
    if (edge !== null && (edge.node !== null || leaves !== null))
      return this.visitMembers(value as EventObject, edge, (edge.node ??= new Map()), depth + 1);
    if (leaves !== null)
      for (const key of Object.keys(value))
        if (!this.visit((value as EventObject)[key] as EventValue, null, depth + 1)) return false;
    return true;
  }

  /** Most objects in one place have the same keys in the same order: the edge is guessed first. */
  private visitMembers(value: EventObject, edge: PathEdge, node: PathNode, depth: number): boolean {
    const { hasOwnProperty: hasOwn } = Object.prototype;
    let before: PathEdge | null = null;
    let guess = edge.first;
    for (const key in value) {
      if (!hasOwn.call(value, key)) continue;
      let next = guess;
      if (next === null || next.key !== key) {
        next = node.get(key) ?? this.add(node, key);
        if (before !== null) before.next = next;
        else edge.first = next;
      }
      before = next;
      guess = next === null ? null : next.next;
      if (next !== null) {
        if (next.present !== null) this.mark(next.present);
        if (next.irregular !== null) this.addIrregular(next.irregular);
      }
      if (!this.visit(value[key] as EventValue, next, depth)) return false;
    }
    return true;
  }

  private add(node: PathNode, key: string): PathEdge | null {
    if (this.added === maxAdded || key.length > maxKeyLength || this.indexes.leaves === null) return null;
    this.added++;
    const edge = newEdge(key);
    node.set(key, edge);
    return edge;
  }

  private addIrregular(fields: readonly number[]): void {
    for (const field of fields) if (!this.irregular.includes(field)) this.irregular.push(field);
  }

  private visitScalar(value: EventValue, edge: PathEdge | null): void {
    const { leaves } = this.indexes;
    if (edge === null) {
      leaves?.search(value, this);
      return;
    }
    if (edge.index === null && leaves === null) return;
    this.findCount = 0;
    const known = this.memo.slot(value, edge);
    if (known !== null && known.place === edge && known.value === value) {
      if (known.rules !== null) this.mark(known.rules);
      return;
    }
    edge.index?.search(value, this);
    leaves?.search(value, this);
    if (known === null) return;
    known.place = edge;
    known.value = value;
    known.rules = this.findCount === 0 ? null : joined(this.finds.slice(0, this.findCount));
  }

  private readDeep(): void {
    for (const [field] of this.paths.entries()) this.readAgain(field);
    const { leaves } = this.indexes;
    if (leaves !== null) visitLeaves(this.event, null, false, (leaf) => leaves.search(leaf, this));
  }

  private readAgain(field: number): void {
    const index = this.indexes.fields[field];
    if (!index) return;
    const present = visitField(this.event, this.paths[field] as FieldPath, false, (value) => {
      if (value !== null) index.search(value, this);
    });
    if (present) this.mark(index.present);
  }
}

// One walk over an event: the values of every field that some rule names, and the rules that may match.
import { readField } from '../compile/item-test.ts';
import type { Field } from '../compile/item-test.ts';
import { visitField, visitLeaves } from '../event/path.ts';
import type { FieldPath } from '../event/path.ts';
import { ExactNumber } from '../event/value.ts';
import type { EventObject, EventValue } from '../event/value.ts';
import type { FieldIndex } from './field-index.ts';
import { compilePaths, newEdge } from './path-tree.ts';
import type { PathEdge, PathNode } from './path-tree.ts';
import type { RuleList, Sink } from './rule-list.ts';

interface Slot extends Field {
  values: EventValue[];
  present: boolean;
}

export interface Indexes {
  /** By field number; null where no rule looks for anything in that field. */
  readonly fields: readonly (FieldIndex | null)[];
  /** Of all leaves. */
  readonly leaves: FieldIndex | null;
}

/** Keys that no path has are added to the tree, so that what stood there last is known; so many, and none that is longer. */
const maxAdded = 4096;
const maxKeyLength = 64;
const maxCleanLength = 256;

/** Deeper events are read field by field, by walkers that keep no stack. */
const maxDepth = 200;

export class EventReader implements Sink {
  readonly paths: readonly FieldPath[];
  /** By field number, of the event that was read last. */
  readonly fields: readonly Field[];
  /** The first `count` of them are the candidates. */
  readonly candidates: Uint32Array;
  count = 0;

  private indexes: Indexes = { fields: [], leaves: null };
  private readonly root: PathEdge;
  private readonly slots: readonly Slot[];
  private readonly touched: Slot[] = [];
  private readonly irregular: number[] = [];
  private readonly marked: Uint32Array;
  private added = 0;
  /** Counts what was found. */
  private finds = 0;
  private round = 0;
  private event: EventValue = null;
  private leafField: Field | null = null;

  constructor(paths: readonly FieldPath[], ruleCount: number) {
    this.paths = paths;
    this.root = compilePaths(paths);
    this.slots = paths.map(() => ({ values: [], present: false }));
    this.fields = this.slots;
    this.candidates = new Uint32Array(ruleCount);
    this.marked = new Uint32Array(ruleCount);
  }

  use(indexes: Indexes): void {
    this.indexes = indexes;
    forgetClean(this.root);
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
    this.count = 0;
    if (++this.round === 2 ** 32) {
      this.marked.fill(0);
      this.round = 1;
    }
    for (const slot of this.touched) {
      slot.values = [];
      slot.present = false;
    }
    this.touched.length = this.irregular.length = 0;
  }

  mark(rules: RuleList): void {
    const { marked, round } = this;
    this.finds += rules.length;
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
      this.visitScalar(value, edge);
      return true;
    }
    if (depth > maxDepth) return false;
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++)
        if (!this.visit(value[i] as EventValue, edge, depth + 1)) return false;
      return true;
    }
    if (edge !== null && edge.field >= 0) this.take(value, edge.field);
    if (edge !== null && edge.node === null && this.indexes.leaves !== null) edge.node = new Map();
    const node = edge === null ? null : edge.node;
    if (node === null && this.indexes.leaves === null) return true;
    for (const key of Object.keys(value)) {
      const next = node === null ? null : (node.get(key) ?? this.add(node, key));
      if (next !== null) this.enter(next);
      if (!this.visit((value as EventObject)[key] as EventValue, next, depth + 1)) return false;
    }
    return true;
  }

  private add(node: PathNode, key: string): PathEdge | null {
    if (this.added === maxAdded || key.length > maxKeyLength || this.indexes.leaves === null) return null;
    this.added++;
    const edge = newEdge();
    node.set(key, edge);
    return edge;
  }

  private enter({ field, irregular }: PathEdge): void {
    if (field >= 0) this.touch(field);
    if (irregular !== null)
      for (const each of irregular) if (!this.irregular.includes(each)) this.irregular.push(each);
  }

  private touch(field: number): void {
    const slot = this.slots[field] as Slot;
    if (slot.present) return;
    slot.present = true;
    this.touched.push(slot);
    const index = this.indexes.fields[field];
    if (index && index.present.length > 0) this.mark(index.present);
  }

  private visitScalar(value: EventValue, edge: PathEdge | null): void {
    const { leaves } = this.indexes;
    if (edge === null) {
      if (leaves !== null && value !== null) leaves.search(value, this);
      return;
    }
    const { field } = edge;
    if (edge.clean !== null && edge.clean === value) {
      if (field >= 0) (this.slots[field] as Slot).values.push(value);
      return;
    }
    const before = this.finds;
    if (field >= 0) this.take(value, field);
    if (leaves !== null && value !== null) leaves.search(value, this);
    if (before === this.finds && (typeof value !== 'string' || value.length <= maxCleanLength))
      edge.clean = value;
  }

  private take(value: EventValue, field: number): void {
    (this.slots[field] as Slot).values.push(value);
    const index = this.indexes.fields[field];
    if (index && value !== null) index.search(value, this);
  }

  private readDeep(): void {
    for (const [field] of this.paths.entries()) this.readAgain(field);
    const { leaves } = this.indexes;
    if (leaves !== null) visitLeaves(this.event, null, false, (leaf) => leaves.search(leaf, this));
  }

  private readAgain(field: number): void {
    const slot = this.slots[field] as Slot;
    slot.values = [];
    const present = visitField(this.event, this.paths[field] as FieldPath, false, (value) =>
      this.take(value, field),
    );
    if (present) this.touch(field);
    slot.present = present;
    if (!this.touched.includes(slot)) this.touched.push(slot);
  }
}

function forgetClean(edge: PathEdge): void {
  edge.clean = null;
  for (const each of edge.node?.values() ?? []) forgetClean(each);
}

// What a rule says of events of which a few fields are known, for many values of them: those that every item of the
// rule treats alike are one class, and the rule is asked once a class.
import { matchItem } from '../sigma/index.ts';
import type { CompiledItem, CompiledRule, Verdict } from '../sigma/index.ts';
import { itemsOfField, otherValue, verdictWith } from './field-values.ts';

export class ValueClasses {
  readonly #rule: CompiledRule;
  readonly #fields: readonly FieldClasses[];
  readonly #verdicts = new Map<string, Verdict>();

  constructor(rule: CompiledRule, fields: readonly string[]) {
    this.#rule = rule;
    const items = fields.map((field) => itemsOfField(rule, field));
    // What is compared with another field depends on both: each value is a class of its own.
    const isCompared = items
      .flat()
      .some(({ values }) => values.some(({ predicate }) => predicate.type === 'reference'));
    this.#fields = fields.map((field, i) => new FieldClasses(field, items[i] ?? [], isCompared));
  }

  /** Whether any item of the field says something else of a value than of one that no rule names. */
  isToldApart(field: string, value: string): boolean {
    return this.#fields.some((each) => each.field === field && each.isToldApart(value));
  }

  verdict(event: Readonly<Record<string, string>>): Verdict {
    let key = '';
    for (const { field, classOf } of this.#fields) {
      const value = event[field];
      key += value === undefined ? ' -' : ` ${classOf(value)}`;
    }
    const known = this.#verdicts.get(key);
    if (known) return known;
    const verdict = verdictWith(this.#rule, event);
    this.#verdicts.set(key, verdict);
    return verdict;
  }
}

class FieldClasses {
  readonly field: string;
  readonly #items: readonly CompiledItem[];
  readonly #isAlone: boolean;
  readonly #others: readonly Verdict[];
  readonly #classes = new Map<string, string>();

  constructor(field: string, items: readonly CompiledItem[], isAlone: boolean) {
    this.field = field;
    this.#items = items;
    this.#isAlone = isAlone;
    this.#others = items.map((item) => matchItem(item, { [field]: otherValue }));
  }

  isToldApart(value: string): boolean {
    const event = { [this.field]: value };
    return this.#items.some((item, i) => matchItem(item, event) !== this.#others[i]);
  }

  readonly classOf = (value: string): string => {
    if (this.#isAlone) return JSON.stringify(value);
    if (this.#items.length === 0) return '';
    const known = this.#classes.get(value);
    if (known !== undefined) return known;
    const event = { [this.field]: value };
    const found = this.#items.map((item) => matchItem(item, event)).join();
    this.#classes.set(value, found);
    return found;
  };
}

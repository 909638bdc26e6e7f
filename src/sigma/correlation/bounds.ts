import type { Bound, BoundOperator } from './correlation.ts';

/** Whether a number that compares so with the bound's meets it. */
export function meets(operator: BoundOperator, order: number): boolean {
  switch (operator) {
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'eq':
      return order === 0;
    case 'neq':
      return order !== 0;
  }
}

/** What a bound that is just missed is away from. */
const least = Number.MIN_VALUE;

/** All bounds of a condition, which a number meets together. */
export class BoundSet {
  readonly texts: readonly string[];
  private readonly operators: readonly BoundOperator[];
  private readonly numbers: readonly number[];

  constructor(bounds: readonly Pick<Bound, 'operator' | 'text'>[]) {
    this.texts = bounds.map(({ text }) => text);
    this.operators = bounds.map(({ operator }) => operator);
    this.numbers = this.texts.map(Number);
  }

  /** Of a whole number, which a JavaScript number holds exactly. */
  hold(value: number): boolean {
    return this.operators.every((operator, i) => meets(operator, value - (this.numbers[i] as number)));
  }

  /** `compare`: how the number compares with the bound of that place. */
  holdBy(compare: (bound: number) => number): boolean {
    return this.operators.every((operator, i) => meets(operator, compare(i)));
  }

  /** How far the number is from meeting all; `holds` says whether it does, exactly. */
  distance(value: number, holds: boolean): number {
    if (holds) return 0;
    let away = 0;
    for (const [i, operator] of this.operators.entries()) {
      const order = value - (this.numbers[i] as number);
      if (!meets(operator, order))
        away += Math.abs(order) + (operator === 'gt' || operator === 'lt' ? least : 0);
    }
    return Math.max(away, least);
  }
}

// The compact text of `generate/shapes.mjs`, read a structure at a time and only where a path goes.

export type ShapeType =
  | { readonly type: 'number' | 'boolean' | 'timestamp' | 'any' }
  /** `values`: number of the list of its values; null where it is free. */
  | { readonly type: 'string'; readonly values: number | null }
  | { readonly type: 'list'; readonly member: ShapeType }
  | { readonly type: 'structure'; readonly number: number };

export interface Member {
  readonly name: string;
  readonly shape: ShapeType;
  readonly required: boolean;
}

export type Structure = ReadonlyMap<string, Member>;

function readType(text: string): ShapeType {
  if (text.startsWith('[')) return { type: 'list', member: readType(text.slice(1)) };
  if (text === 'n') return { type: 'number' };
  if (text === 'b') return { type: 'boolean' };
  if (text === 't') return { type: 'timestamp' };
  if (text === '*') return { type: 'any' };
  if (text === '') return { type: 'string', values: null };
  if (text.startsWith('e')) return { type: 'string', values: Number(text.slice(1)) };
  return { type: 'structure', number: Number(text) };
}

function readMember(word: string): Member {
  const colon = word.lastIndexOf(':');
  const head = colon < 0 ? word : word.slice(0, colon);
  const required = head.endsWith('!');
  return {
    name: required ? head.slice(0, -1) : head,
    shape: readType(colon < 0 ? '' : word.slice(colon + 1)),
    required,
  };
}

export class ShapeTable {
  readonly #lines: readonly string[];
  readonly #read = new Map<number, Structure>();

  readonly #enums: readonly string[];

  constructor(lines: readonly string[], enums: readonly string[]) {
    this.#lines = lines;
    this.#enums = enums;
  }

  /** The values that a string may have; empty where it is free. */
  valuesOf(shape: ShapeType): readonly string[] {
    if (shape.type !== 'string' || shape.values === null) return [];
    return this.#enums[shape.values]?.split('|') ?? [];
  }

  structureOf(number: number): Structure {
    const known = this.#read.get(number);
    if (known) return known;
    const members = (this.#lines[number] ?? '').split(' ').filter(Boolean).map(readMember);
    const structure = new Map(members.map((member) => [member.name, member]));
    this.#read.set(number, structure);
    return structure;
  }
}

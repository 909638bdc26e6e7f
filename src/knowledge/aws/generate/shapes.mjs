// Writes the shapes of one event source as numbered lines of text: a structure is its members, separated by blanks,
// as CloudTrail names them: `cluster count:n overrides:14 tags:[5 taskDefinition!`. Behind the colon the type: none for
// a string, `n` number, `b` boolean, `t` timestamp, `*` anything, a number for that structure, `[` for a list of what
// follows, `e` and a number for a string with one of those values. `!` marks a required member.

const lowerFirst = (name) => name[0].toLowerCase() + name.slice(1);

/** How each source names members. */
export function namerOf(source, isPascal) {
  if (isPascal) return ({ name }) => name;
  if (source === 'ec2') return ({ name, wire }) => lowerFirst(wire.name ?? name);
  if (source === 's3') {
    return ({ name, wire }) => {
      if (name === 'Bucket') return 'bucketName';
      if (name === 'Key') return 'key';
      if (name === 'Policy') return 'bucketPolicy';
      return wire.header ?? wire.query ?? wire.name ?? name;
    };
  }
  return ({ name }) => lowerFirst(name);
}

export class ShapeTable {
  /** Lines, in the order of their numbers. */
  lines = [];
  /** `EC2|FARGATE|EXTERNAL`, in the order of their numbers. */
  enums = [];
  #numbers = new Map();
  #byLine = new Map();
  #enumNumbers = new Map();
  #nameOf;
  #enumOf;

  /** `enumOf`: values by the API's name of a member. */
  constructor(nameOf, enumOf) {
    this.#nameOf = nameOf;
    this.#enumOf = enumOf;
  }

  /** Number of a structure. Recursion is why the number is given before the line is known. */
  numberOf(shape) {
    const known = this.#numbers.get(shape);
    if (known !== undefined) return known;
    const number = this.lines.length;
    this.#numbers.set(shape, number);
    this.lines.push('');
    const members = new Map();
    for (const member of shape.members) {
      const name = this.#nameOf(member);
      if (!members.has(name)) members.set(name, member);
    }
    const line = [...members]
      .map(([name, member]) => {
        const type = this.#typeOf(member.shape, member.name);
        const colon = type || name.includes(':') ? `:${type}` : '';
        return `${name}${member.required ? '!' : ''}${colon}`;
      })
      .join(' ');
    const twin = this.#byLine.get(line);
    // Only the last line may go: the numbers of others are in use.
    if (twin !== undefined && number === this.lines.length - 1) {
      this.lines.pop();
      this.#numbers.set(shape, twin);
      return twin;
    }
    this.lines[number] = line;
    this.#byLine.set(line, number);
    return number;
  }

  #enumTypeOf(values) {
    if (!this.#enumNumbers.has(values)) {
      this.#enumNumbers.set(values, this.enums.length);
      this.enums.push(values);
    }
    return `e${this.#enumNumbers.get(values)}`;
  }

  #typeOf(shape, name) {
    if (!shape || shape.type === 'any') return '*';
    if (shape.type === 'list') return `[${this.#typeOf(shape.member, name)}`;
    if (shape.type === 'structure') return String(this.numberOf(shape));
    const values = shape.type === 'string' ? this.#enumOf(name) : undefined;
    if (values) return this.#enumTypeOf(values);
    return { number: 'n', boolean: 'b', timestamp: 't' }[shape.type] ?? '';
  }
}

// What the requests and responses of one event source can hold.
import { toModelPaths } from './ec2-names.ts';
import { addedMembers } from './overlay.ts';
import { loadServiceData, toEventSource, toSourceKey, type ServiceData } from './data.ts';
import { findNearest } from './nearest.ts';
import { loadOperations } from './operations.ts';
import { ShapeTable, type ShapeType } from './shape.ts';
import type { Answer, OperationFacts, Operations, Service, ValueShape } from './types.ts';
import { listPaths, toSegments, walkPath, type Found } from './walk.ts';

/** Several models may have a call of one name: ELB and its second version. */
interface Variant {
  /** Null: it has none. */
  readonly request: ShapeType | null;
  readonly response: ShapeType | null;
  /** CloudTrail records no response, whatever the model says. */
  readonly silent: boolean;
}

const structure = (text: string | undefined): ShapeType | null =>
  text ? { type: 'structure', number: Number(text) } : null;

function readVariant(text: string): Variant {
  const [request, response] = text.split(',');
  const silent = response === '-';
  return { request: structure(request), response: silent ? null : structure(response), silent };
}

/** By lower-cased name in the API. */
function readVariants(data: ServiceData): ReadonlyMap<string, readonly Variant[]> {
  return new Map(
    data.operations.map((line) => {
      const [name = '', ...variants] = line.split(' ');
      return [name.toLowerCase(), variants.map(readVariant)];
    }),
  );
}

type Part = 'request' | 'response';

/** Whether records have a path, or one above it, beside the model. */
function isAdded(part: Part, key: string, path: string): boolean {
  const table = addedMembers[part];
  const added = `${table['*'] ?? ''} ${Object.hasOwn(table, key) ? table[key] : ''}`
    .split(' ')
    .filter(Boolean);
  return added.some((member) => path === member || path.startsWith(`${member}.`));
}

export class ModelledService implements Service {
  readonly eventSource: string;
  readonly trusted: boolean;
  readonly table: ShapeTable;
  readonly #key: string;
  readonly #variants: ReadonlyMap<string, readonly Variant[]>;
  readonly #operations: Operations;

  constructor(key: string, data: ServiceData, operations: Operations) {
    this.#key = key;
    this.eventSource = toEventSource(key);
    this.trusted = data.trusted;
    this.table = new ShapeTable(data.shapes, data.enums);
    this.#variants = readVariants(data);
    this.#operations = operations;
  }

  /** Null for a call that has no model. */
  variantsOf(eventName: string): readonly Variant[] | null {
    const facts: OperationFacts | null = this.#operations.find(this.eventSource, eventName);
    return (facts?.modelled && this.#variants.get(facts.apiName.toLowerCase())) || null;
  }

  requestHas(eventName: string, path: string): Answer {
    const segments = toSegments(path);
    const answer = this.#answer(this.variantsOf(eventName), ({ request }) => this.#walk(request, segments));
    return answer === 'no' && isAdded('request', this.#key, path) ? 'unknown' : answer;
  }

  responseHas(eventName: string, path: string): Answer {
    const answer = this.#answerResponse(eventName, path);
    return answer === 'no' && isAdded('response', this.#key, path) ? 'unknown' : answer;
  }

  #answerResponse(eventName: string, path: string): Answer {
    const variants = this.variantsOf(eventName);
    if (variants?.every(({ silent }) => silent)) return 'no';
    const segments = toSegments(path);
    return this.#answer(variants, ({ response }) => {
      // Of calls without an answer some have one in their records: KMS names the key, RDS the instance.
      if (!response) return { found: 'doubtful' };
      const found = this.#walk(response, segments);
      return found.found === 'absent' && this.#isInWrapper(response, segments)
        ? { found: 'doubtful' }
        : found;
    });
  }

  nearestPath(eventName: string, path: string): string | null {
    // The names that EC2's model has are not those of its records.
    if (this.#key === 'ec2' || this.requestHas(eventName, path) === 'yes') return null;
    const paths = (this.variantsOf(eventName) ?? []).flatMap(({ request }) =>
      request ? listPaths(this.table, request) : [],
    );
    return findNearest(path, paths);
  }

  valueAt(part: Part, eventName: string, path: string): ValueShape | null {
    for (const variant of this.variantsOf(eventName) ?? []) {
      const found = this.#walk(variant[part], toSegments(path));
      if (found.found !== 'shape') continue;
      const { type } = found.shape;
      return { type: type === 'structure' ? 'object' : type, values: this.table.valuesOf(found.shape) };
    }
    return null;
  }

  pathsOf(part: Part, eventName: string): readonly string[] {
    // The names that EC2's model has are not those of its records.
    if (this.#key === 'ec2') return [];
    const shapes = (this.variantsOf(eventName) ?? []).flatMap((variant) => variant[part] ?? []);
    return [...new Set(shapes.flatMap((shape) => listPaths(this.table, shape)))];
  }

  #walk(shape: ShapeType | null, segments: readonly string[]): Found {
    if (!shape) return { found: 'absent' };
    const found = walkPath(this.table, shape, segments);
    if (found.found !== 'absent' || this.#key !== 'ec2') return found;
    const others = toModelPaths(segments).map((path) => walkPath(this.table, shape, path));
    return others.find(({ found }) => found === 'shape') ?? found;
  }

  /** Some services leave the one wrapper of a response out, and nobody says which. */
  #isInWrapper(response: ShapeType | null, segments: readonly string[]): boolean {
    if (response?.type !== 'structure') return false;
    const [only, ...rest] = this.table.structureOf(response.number).values();
    return (
      only !== undefined && rest.length === 0 && walkPath(this.table, only.shape, segments).found !== 'absent'
    );
  }

  #answer(variants: readonly Variant[] | null, find: (variant: Variant) => Found): Answer {
    if (!variants) return 'unknown';
    const all = variants.map((variant) => find(variant).found);
    if (all.includes('shape')) return 'yes';
    return this.trusted && all.every((found) => found === 'absent') ? 'no' : 'unknown';
  }
}

const loading = new Map<string, Promise<ModelledService | null>>();

/** Loads the shapes of an event source, once; null where there is no model of it. */
export function loadService(eventSource: string): Promise<ModelledService | null> {
  const key = toSourceKey(eventSource);
  if (key === null) return Promise.resolve(null);
  const known = loading.get(key);
  if (known) return known;
  const service = Promise.all([loadServiceData(key), loadOperations()]).then(
    ([data, operations]) => data && new ModelledService(key, data, operations),
  );
  // What is not known is not kept: names come from rules, and there is no end of them.
  void service.then((found) => found && loading.set(key, service));
  return service;
}

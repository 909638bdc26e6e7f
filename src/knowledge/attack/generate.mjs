// Makes attack-enterprise.json from a STIX 2.1 bundle of ATT&CK Enterprise (`enterprise-attack.json`):
//   node src/knowledge/attack/generate.mjs path/to/enterprise-attack.json [output]
// Facts only: ids, names, tactics and successors. After it, look at the years in NOTICE and in attack.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [input, output = join(import.meta.dirname, 'attack-enterprise.json')] = process.argv.slice(2);
if (!input) {
  console.error('usage: node generate.mjs path/to/enterprise-attack.json [output]');
  process.exit(2);
}
const { objects } = JSON.parse(readFileSync(input, 'utf8'));
const data = readBundle(objects);
writeFileSync(output, printData(data));
console.log(
  `ATT&CK ${data.version}: ${data.tactics.length} tactics, ${data.techniques.length} techniques, ` +
    `${data.retired.length} retired`,
);

function readBundle(objects) {
  const byRef = new Map(objects.map((object) => [object.id, object]));
  const matrices = objects.filter(({ type, ...rest }) => type === 'x-mitre-matrix' && !isGone(rest));
  if (matrices.length !== 1) fail(`the bundle has ${matrices.length} matrices; an Enterprise bundle has one`);
  const tactics = matrices[0].tactic_refs.map((ref) => byRef.get(ref) ?? fail(`there is no tactic ${ref}`));
  const order = tactics.map(({ x_mitre_shortname }) => x_mitre_shortname);
  const patterns = objects
    .filter(({ type }) => type === 'attack-pattern')
    .map((pattern) => ({ ...pattern, attackId: attackIdOf(pattern) }))
    .sort((a, b) => (a.attackId < b.attackId ? -1 : 1));
  const live = patterns.filter((pattern) => !isGone(pattern));
  const liveIds = new Set(live.map(({ attackId }) => attackId));
  return {
    version: versionOf(objects),
    tactics: tactics.map((tactic) => [attackIdOf(tactic), tactic.name, tactic.x_mitre_shortname]),
    techniques: live.map((pattern) => [pattern.attackId, pattern.name, tacticsOf(pattern, order).join(' ')]),
    // An id that was used again is live: the old object behind it is of no interest.
    retired: patterns
      .filter((pattern) => isGone(pattern) && !liveIds.has(pattern.attackId))
      .map((pattern) => [pattern.attackId, pattern.name, successorOf(pattern, objects, byRef)]),
  };
}

function isGone({ revoked, x_mitre_deprecated }) {
  return revoked === true || x_mitre_deprecated === true;
}

function attackIdOf({ id, external_references = [] }) {
  const reference = external_references.find(({ source_name }) => source_name === 'mitre-attack');
  return reference?.external_id ?? fail(`${id} has no ATT&CK id`);
}

function versionOf(objects) {
  const collection = objects.find(({ type }) => type === 'x-mitre-collection');
  return collection?.x_mitre_version ?? fail('the bundle has no x-mitre-collection, which tells the version');
}

function tacticsOf({ attackId, kill_chain_phases = [] }, order) {
  const names = kill_chain_phases
    .filter(({ kill_chain_name }) => kill_chain_name === 'mitre-attack')
    .map(({ phase_name }) => phase_name);
  const unknown = names.find((name) => !order.includes(name));
  if (unknown) fail(`${attackId} is of the tactic ${unknown}, which the matrix does not have`);
  return order.filter((name) => names.includes(name));
}

/** Follows revocations to the live end; empty where there is none. */
function successorOf(pattern, objects, byRef) {
  const seen = new Set();
  let at = pattern;
  while (at && isGone(at)) {
    if (seen.has(at.id)) return '';
    seen.add(at.id);
    const { id } = at;
    const next = objects.find(
      ({ type, relationship_type, source_ref }) =>
        type === 'relationship' && relationship_type === 'revoked-by' && source_ref === id,
    );
    at = next && byRef.get(next.target_ref);
  }
  return at ? attackIdOf(at) : '';
}

/** One row a line: a new version is a readable difference. */
function printData({ version, ...tables }) {
  const parts = Object.entries(tables).map(
    ([name, rows]) => `${JSON.stringify(name)}:[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
  );
  return `{"version":${JSON.stringify(version)},\n${parts.join(',\n')}}\n`;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

// What the benchmark of the catalogue measures, as one file for plain Node.
export { Catalog } from '../../src/catalog/catalog.ts';
export { relatedTo } from '../../src/catalog/related.ts';
export { attackEnterprise } from '../../src/knowledge/attack/attack-enterprise.ts';
export { placeTags } from '../../src/knowledge/attack/place-tags.ts';
export { readRuleFile } from '../../src/worker/reference/read-rule-file.ts';

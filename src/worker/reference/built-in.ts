// The site's own rules, one lazily loaded chunk.
import type { RuleFile } from './rule-store.ts';

const texts = import.meta.glob<string>('../../catalog/rules/*.yml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const builtInFiles: readonly RuleFile[] = Object.entries(texts).map(([path, text]) => ({
  path: path.slice(path.lastIndexOf('/') + 1),
  text,
}));

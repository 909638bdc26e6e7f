/**
 * Field names to offer, by how lines of rules look: the page does not read rules. What stands under `detection:` and is
 * followed by a value or a list, without the modifiers.
 */
export function fieldsIn(...ruleTexts: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const text of ruleTexts) {
    const [, detection = ''] = text.split(/^detection:.*$/m, 2);
    for (const line of detection.split('\n').slice(0, 500)) {
      if (/^\S/.test(line) && line.trim() !== '') break;
      const name = /^\s+(?:- +)?(["']?)([\w.@-]{1,200})(?:\|[\w|]+)?\1 *:/.exec(line)?.[2];
      if (name !== undefined && !/^(condition|timeframe)$/.test(name)) found.add(name);
    }
    for (const name of searchNamesIn(detection)) found.delete(name);
  }
  return [...found].slice(0, 60);
}

/** Keys of the first level name searches, not fields. */
function searchNamesIn(detection: string): readonly string[] {
  const indent = /^( +)\S/m.exec(detection)?.[1] ?? '  ';
  return [...detection.matchAll(new RegExp(`^ {${indent.length}}(["']?)([\\w.*-]+)\\1 *:`, 'gm'))].map(
    (found) => found[2] ?? '',
  );
}

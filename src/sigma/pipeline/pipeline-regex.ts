// The regular expressions of a pipeline: read as those of rules are, and refused where they might never end.
import type { ScalarNode } from '../document/node.ts';
import type { OptionsReader } from './options-reader.ts';

/** null, and a diagnostic, where it cannot be used. */
export function readPattern(options: OptionsReader, { text, range }: ScalarNode): RegExp | null {
  const pattern = options.compilePattern(text);
  return typeof pattern === 'string' ? options.say('pipeline_regex', range, pattern) : pattern;
}

/** Whether it matches at the beginning, as Python's `re.match` asks. */
export function matchesAtStart(pattern: RegExp, text: string): boolean {
  const sticky = new RegExp(pattern.source, pattern.flags.replace('g', 'y'));
  return sticky.test(text);
}

/** `\1` and `\g<1>` stand for groups, as in Python; `\\` for a backslash. */
const inReplacement = /\\(?:g<(\d+)>|(\d{1,2})|(.))/gsu;

/** Why a replacement cannot be used; empty where it can. */
export function replacementProblem(replacement: string): string {
  for (const [text, , , other] of replacement.matchAll(inReplacement))
    if (other !== undefined && other !== '\\')
      return `\`${text}\` stands for nothing: groups are \`\\1\` or \`\\g<1>\`, and a backslash is \`\\\\\`.`;
  return '';
}

export function replaceAll(pattern: RegExp, text: string, replacement: string): string {
  return text.replace(pattern, (...match: unknown[]) =>
    replacement.replace(inReplacement, (_, named?: string, digits?: string) => {
      const group = named ?? digits;
      const value = group === undefined ? '\\' : match[Number(group)];
      return typeof value === 'string' ? value : '';
    }),
  );
}

// What could stand in the place of a value: likely ones first, so that an example can be shown.
import { otherValue } from '../coverage/field-values.ts';
import type { EventValue, ItemTrace } from '../sigma/index.ts';

const examples: readonly (readonly [path: RegExp, value: string])[] = [
  [/userAgent$/i, 'Mozilla/5.0 (X11; Linux x86_64)'],
  [/(sourceIPAddress|Ip|IpAddress)$/, '203.0.113.7'],
  [/region$/i, 'ap-south-1'],
  [/(Image|ImageLoaded|FileName|ProcessName|TargetFilename)$/, 'C:\\Users\\Public\\renamed.exe'],
  [/(roleSessionName|sessionName)$/i, 'deploy'],
  [/arn$/i, 'arn:aws:sts::111122223333:assumed-role/deployer/deploy'],
  [/(^|\.)[a-z]*names?$/i, 'something-else'],
];

/** The last stands for any text that no rule names. */
export function otherValues(path: string, value: EventValue): readonly EventValue[] {
  if (typeof value === 'boolean') return [!value];
  const likely = examples.find(([pattern]) => pattern.test(path))?.[1];
  return typeof value === 'number' ? [value + 1, 0] : [...(likely ? [likely] : []), otherValue];
}

export interface OtherSpelling {
  readonly whole: string;
  /** The stretches that differ, with a little of what is around them. */
  readonly before: string;
  readonly after: string;
}

const around = 24;

/** A command or a script that does the same and lacks the part that the rule found; null where none is known. */
export function otherSpelling(path: string, value: EventValue, { values }: ItemTrace): OtherSpelling | null {
  if (typeof value !== 'string') return null;
  const isShell = /(^|\.)(commands?|entryPoint|userData|script|parameters)(\.|$)/i.test(path);
  const isWindows = /^(Parent)?CommandLine$/.test(path);
  if (!isShell && !isWindows) return null;
  const met = values.flatMap((each) => each.met).find(({ verdict, span }) => verdict === 'match' && span);
  if (!met?.span) return null;
  const { start, end } = met.span;
  const found = value.slice(start, end);
  const spelt = isShell ? inShell(found) : inCommandPrompt(found);
  if (spelt === null) return null;
  const [head, tail] = [value.slice(0, start), value.slice(end)];
  const excerpt = (middle: string): string =>
    (head.length > around ? `…${head.slice(-around)}` : head) +
    middle +
    (tail.length > around ? `${tail.slice(0, around)}…` : tail);
  return { whole: head + spelt + tail, before: excerpt(found), after: excerpt(spelt) };
}

/** `$NAME` is `${NAME}`; quotes within a word are dropped. */
function inShell(text: string): string | null {
  if (/\$[A-Za-z_]\w*/.test(text)) return text.replace(/\$([A-Za-z_]\w*)/, '${$1}');
  return /[`'"\\${}]/.test(text) ? null : broken(text, "''");
}

/** `cmd` drops a caret. */
function inCommandPrompt(text: string): string | null {
  return /[\^"]/.test(text) ? null : broken(text, '^');
}

/** With a sign in the middle of its longest word. */
function broken(text: string, sign: string): string | null {
  const words = [...text.matchAll(/[A-Za-z]{2,}/g)].sort((a, b) => b[0].length - a[0].length);
  const [word] = words;
  if (!word) return null;
  const middle = word.index + Math.floor(word[0].length / 2);
  return text.slice(0, middle) + sign + text.slice(middle);
}

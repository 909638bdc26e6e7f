import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, explain, match, whyNot } from '../../src/sigma/matcher.ts';
import type { EventValue } from '../../src/sigma/matcher.ts';
import { compiled, selection } from '../_helpers/rule.ts';

const patient = { timeout: 60_000 };

/** A text, and what people write instead of it. */
const nearTexts = fc
  .tuple(
    fc.array(
      fc.constantFrom(
        'Register',
        'Task',
        'C:\\',
        '\\\\',
        ' ',
        '  ',
        '*',
        "it's",
        'É😀',
        '-x ',
        '"',
        ': ',
        '$',
      ),
      {
        minLength: 2,
        maxLength: 6,
      },
    ),
    fc.nat(),
  )
  .chain(([parts, seed]) => {
    const text = parts.join('');
    const at = seed % (text.length + 1);
    const sigma = (each: string): string => each.replace(/[\\*?]/g, '\\$&');
    const written = fc.constantFrom(
      ...[
        sigma(text.toUpperCase()),
        sigma(text.toLowerCase()),
        sigma(text.replace(/ +/g, '   ')),
        sigma(text.replace(/ /g, '   ')),
        sigma(text),
      ],
      ...[
        sigma(text.slice(0, at) + text.slice(at + 1)),
        sigma(text.slice(1)),
        sigma(`${text.slice(0, -1)}!`),
      ],
      ...[`*${sigma(text)}`, text, sigma(`${text}${text.slice(0, 2)}`), sigma(text.slice(2))],
    );
    return fc.tuple(fc.constant(text), written, written);
  });

test('the mends of hints make the rule match', patient, () => {
  const anchored = ['|contains', '|startswith', '|endswith', '|contains|all', '|endswith|all'];
  const cased = ['|cased', '|contains|cased', '|startswith|cased'];
  const others = ['|all', '|windash', '|contains|windash', '|base64', '|startswith|base64', '|re', '|neq'];
  const modifiers = fc.oneof(...[[''], anchored, cased, others].map((each) => fc.constantFrom(...each)));
  const field = fc.constantFrom('request.name', 'request.name', 'request.name', 'zzzzzz', 'request.other');
  let offered = 0;
  fc.assert(
    fc.property(
      nearTexts,
      modifiers,
      field,
      fc.boolean(),
      fc.nat(3),
      ([text, one, two], chain, name, isList, shape) => {
        const values = (isList ? [one, two] : [one]).map((each) => `'${each.replace(/'/g, "''")}'`);
        const rule = selection(`${name}${chain}: ${isList ? `[${values.join(', ')}]` : values[0]}`);
        const value = [text, ['other', text], `before ${text} after`, [{ deeper: text }, text]][shape];
        const event = { request: { name: value, more: ['x', text] } } as EventValue;
        const each = compiled(rule);
        const why = whyNot(each, event, explain(each, event));
        if (!why || why.flips.length !== 1) return;
        for (const { fix } of why.hints) {
          if (!fix) continue;
          offered++;
          const mended = applyEdits(rule, fix.edits);
          if (match(compiled(mended), event) !== 'match') expect.fail(`${fix.title}: ${rule} → ${mended}`);
        }
      },
    ),
    { numRuns: 1500 },
  );
  expect(offered).toBeGreaterThan(100);
});

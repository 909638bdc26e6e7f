import { lesson } from '../../../src/lessons/course/regular-expressions.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const { start } = lesson;
const line = "userAgent|re: '(kali|parrot)\\d*-(cloud-)?(amd64|arm64)'";

export const answers: Answers = {
  wrong: [
    { name: 'a second letter for the one that is to be seen', rule: edited(start, ['(kali', '([Kk]ali']) },
    {
      name: 'both kernels that are to be seen',
      rule: edited(start, ["amd64|arm64)'", "amd64|arm64)|-Kali-amd64'"]),
    },
    { name: 'without the cloud', rule: edited(lesson.solution, ['(cloud-)?(amd64|arm64)', 'amd64']) },
  ],
  against: [
    {
      name: 'all ends, as texts',
      rule: edited(start, [
        line,
        "userAgent|contains:\n      - '-kali-amd64'\n      - '-kali?-amd64'\n      - '-kali?-cloud-arm64'\n      - 'parrot?-amd64'",
      ]),
    },
  ],
  right: [
    {
      name: 'what stands behind the system',
      rule: edited(start, [line, "userAgent|re|i: 'linux[/#]\\S*(kali|parrot)'"]),
    },
    { name: 'a flag in the expression', rule: edited(start, ["'(kali", "'(?i)(kali"]) },
    {
      name: 'each letter twice, and all the rest',
      rule: edited(start, [
        line,
        "userAgent|re: '([Kk][Aa][Ll][Ii]|[Pp][Aa][Rr][Rr][Oo][Tt])[0-9]*-([Cc]loud-)?([Aa][Mm][Dd]|[Aa][Rr][Mm])64'",
      ]),
    },
  ],
};

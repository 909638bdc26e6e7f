// What the benchmark of the catalogue asks: each row is a search.
export const ruleCount = 4000;

/** The limits of what is asked while somebody types, in milliseconds. */
export const limits = { search: 30, related: 20 };

export const rows = [
  { name: 'everything', text: '' },
  { name: 'one letter', text: 'p' },
  { name: 'a word', text: 'powershell' },
  { name: 'two words', text: 'mimikatz lsass' },
  { name: 'a value of a field', text: 'CommandLine:invoke' },
  { name: 'a tag', text: 'tag:attack.t1059' },
  { name: 'an ARN', text: 'arn:aws:iam' },
  { name: 'nothing', text: 'zzzzqq' },
  {
    name: 'a word and filters',
    text: 'power',
    products: ['windows'],
    levels: ['high'],
    tactics: ['execution'],
  },
];

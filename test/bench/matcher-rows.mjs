// What the matcher benchmark measures: each row is a rule. The first is the one that the limit is for.
const plain = (detection) =>
  `title: t\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n${detection}\n`;

export const rows = [
  {
    name: 'four fields, a list, an array path',
    rule: plain(`  selection:
    eventSource: ecs.amazonaws.com
    eventName:
      - DescribeTaskDefinition
      - RegisterTaskDefinition
      - RunTask
    requestParameters.containerDefinitions.command|contains: '$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'
  condition: selection`),
  },
  {
    name: 'one value',
    rule: plain(`  selection:
    eventName: StopLogging
  condition: selection`),
  },
  {
    name: 'selection and filters',
    rule: plain(`  selection:
    eventSource: sts.amazonaws.com
    eventName|startswith: Assume
  filter_own:
    userIdentity.arn|contains: ':assumed-role/app-1'
  filter_net:
    sourceIPAddress|cidr: 10.0.0.0/9
  condition: selection and not 1 of filter_*`),
  },
  {
    name: 'wildcards',
    rule: plain(`  selection:
    userIdentity.arn: '*:assumed-role/*/session-?'
    userAgent: '*os/linux*go*'
  condition: selection`),
  },
  {
    name: 'regular expression',
    rule: plain(`  selection:
    userAgent|re: 'api/[a-z]+#\\d+\\.\\d+$'
  condition: selection`),
  },
  {
    name: 'keywords (every value of the event)',
    rule: plain(`  keywords:
    - mimikatz
    - credentials_relative
  condition: keywords`),
  },
];

/** A rule with as many values as the longest published one. */
export const longRule = plain(
  `  selection:\n    sha256:\n${Array.from({ length: 4432 }, (_, n) => `      - ${(n * 2654435761).toString(16).padStart(64, '0')}`).join('\n')}\n  condition: selection`,
);

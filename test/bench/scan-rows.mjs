// The rules that are scanned with: first the one that the limit is about, then harder ones.
export const rows = [
  {
    name: 'one operation, one filter',
    rule: `title: a
logsource: { product: aws, service: cloudtrail }
detection:
  selection:
    eventSource: ecs.amazonaws.com
    eventName: RegisterTaskDefinition
    requestParameters.containerDefinitions.command|contains: AWS_CONTAINER_CREDENTIALS
  filter: { userAgent|startswith: 'console' }
  condition: selection and not filter`,
  },
  {
    name: 'five contains on every event',
    rule: `title: b
logsource: { product: aws }
detection:
  selection:
    userAgent|contains: [kali, parrot, pentoo, s3browser, 'os/plan9']
  condition: selection`,
  },
  {
    name: 'a regular expression',
    rule: `title: c
logsource: { product: aws }
detection:
  selection:
    userIdentity.arn|re: 'assumed-role/app-(1|2)\\d/session-\\d+7$'
  condition: selection`,
  },
];

/** Of decompressing and parsing. */
export const mostOfReading = 0.25;

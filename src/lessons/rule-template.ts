/** What an empty rule pane offers to start from. */
export const ruleTemplate = `title: My rule
status: experimental
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: iam.amazonaws.com
    eventName: CreateUser
  condition: selection
level: medium
`;

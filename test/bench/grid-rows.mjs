// What the benchmark of the truth grid asks: 10,000 events, 20 predicates in four groups.
export const eventCount = 10_000;
export const sortLimitMs = 100;
export const repaintLimitMs = 100;

const regions = ['eu-west-1', 'us-east-1', 'eu-central-1', 'ap-south-1'];
const operations = ['RunTask', 'RegisterTaskDefinition', 'DescribeTasks', 'StopLogging', 'GetObject'];

function event(n) {
  return {
    eventSource: n % 3 === 0 ? 'ecs.amazonaws.com' : 's3.amazonaws.com',
    eventName: operations[n % operations.length],
    awsRegion: regions[n % regions.length],
    sourceIPAddress: `10.${n % 250}.${(n * 3) % 250}.7`,
    userAgent: n % 2 === 0 ? 'aws-cli/2.15' : 'Boto3/1.28',
    userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::111122223333:assumed-role/app-${n % 40}/s` },
    ...(n % 4 === 0 ? { requestParameters: { family: `f-${n}`, command: ['sh', '-c', `sleep ${n}`] } } : {}),
  };
}

export const eventLines = () => Array.from({ length: eventCount }, (_, n) => JSON.stringify(event(n)));

/** Its first value is the one that the typing benchmark types into. */
export const ruleText = `title: Twenty predicates
logsource: {product: aws, service: cloudtrail}
detection:
    selection:
        eventSource: 'ecs.amazonaws.com'
        eventName: [RunTask, RegisterTaskDefinition]
        awsRegion|startswith: eu
        userIdentity.type: AssumedRole
        userIdentity.arn|contains: app
    shell:
        requestParameters.command|contains: sleep
        requestParameters.family|startswith: f
        requestParameters.command|endswith: '6'
        requestParameters.cpu|exists: false
        requestParameters.family|contains|all: [f, '-']
    filter_region:
        awsRegion: us-east-1
        userAgent|contains: Boto3
        sourceIPAddress|cidr: 10.0.0.0/9
        userIdentity.arn|endswith: /s
        eventName|neq: StopLogging
    filter_agent:
        userAgent|startswith: aws
        errorCode: null
        eventName|contains: Task
        userIdentity.userName: root
        recipientAccountId: '111122223333'
    condition: selection and shell and not 1 of filter_*
`;

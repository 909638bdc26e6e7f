// Words that are never a name of somebody's, wherever they stand in the place of one.

const common = `
  admin administrator root user users group groups role roles policy policies default test tests dev prod production staging
  stage qa main master system service services support console terraform jenkins ansible pulumi packer github gitlab
  kubernetes docker lambda cloudtrail cloudformation cloudwatch cloudfront codebuild codepipeline codedeploy config
  guardduty inspector backup logs log data file files tmp temp home public private shared common web app api db ec2 ecs eks
  ecr iam kms rds sns sqs ssm sso sts s3 vpc aws amazon event events name names value key keys type id arn account
  accounts owner region instance instances cluster bucket object function session sessions guest anonymous unknown none
  null true false all any self local global internal external worker server client agent runner deploy deployment build
  pipeline audit security read write get put list create delete update describe function-name version latest alias
  example sample demo awslogs cloudtrail-digest cloudtrail-insight aws-service-role service-role aws-reserved
  sso.amazonaws.com restapis stages log-group log-stream eventbridge botocore boto3 python java node windows linux
  filter condition selection title description detection logsource status level tags references falsepositives date
  modified author contains startswith endswith high low medium critical informational stable experimental
`;

const commonWords: ReadonlySet<string> = new Set(common.trim().split(/\s+/));

/** Said so often of other things that it is taken for a name only where nothing but a name can stand. */
export function isCommonWord(name: string): boolean {
  return commonWords.has(name.toLowerCase());
}

const region = /^(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-[a-z]+)+-\d$/;

export function isRegion(text: string): boolean {
  return region.test(text);
}

const ofAws =
  /^(?:AWSServiceRoleFor|aws-service-role$|AWSCloudFormation$|service-role$|aws-reserved$|AWSLogs$|CloudTrail(?:-\w+)?$|root$)/;

const ofWindows =
  /^(?:-|(?:local |network )?(?:system|service)|nt (?:authority|service)|builtin|anonymous logon|window manager|font driver host|(?:dwm|umfd)-\d+)$/i;

/** Of AWS's own or of Windows' own making, or no name at all. */
export function isNobodysName(text: string): boolean {
  return (
    !/[\p{L}]/u.test(text) ||
    isRegion(text) ||
    ofAws.test(text) ||
    ofWindows.test(text) ||
    /^(?:v\d+|\$latest|hidden.*|none|null|true|false|default)$/i.test(text) ||
    /\.amazonaws\.com(\.cn)?$/i.test(text)
  );
}

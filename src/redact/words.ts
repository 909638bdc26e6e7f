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
  attack attacker attackers backdoor adversary threat malicious suspicious benign compromise compromised exploit exploitation
  exfiltration exfil persistence escalation privilege privileges discovery impact evasion credential credentials secret secrets
  token tokens password passwords resource resources inline managed ssh rdp enabled disabled enable disable developer developers
  operator operators tester testing sandbox lab security network networks cloud container containers image images snapshot
  snapshots volume volumes subnet gateway endpoint endpoints certificate domain domains email mail report reports alert
  alerts alarm rule rules detector detection monitor monitoring manager management superuser poweruser readonly mining
  payload script scripts command commands shell job jobs task tasks batch queue topic stream table tables database backend
  frontend website external partner vendor customer customers clients billing finance payment payments order orders legacy
  temporary import export copy share shared transfer download upload request response error access login logon logout
  modified author contains startswith endswith high low medium critical informational stable experimental
`;

const commonWords: ReadonlySet<string> = new Set(common.trim().split(/\s+/));

/** As members of events are called. */
const memberName =
  /^(?:user|role|group|policy|bucket|function|account|key|session|event|request|response|source|error|aws|resource|principal)(?:name|id|arn|type|version|parameters|elements|address|agent|time|region|source|code|message|identity|context|issuer|attributes|details|document)s?$/i;

/** Said so often of other things that it is taken for a name only where nothing but a name can stand. */
export function isCommonWord(name: string): boolean {
  return commonWords.has(name.toLowerCase()) || memberName.test(name);
}

const region = /^(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-[a-z]+)+-\d$/;

export function isRegion(text: string): boolean {
  return region.test(text);
}

const ofAws =
  /^(?:AWSServiceRoleFor|aws-service-role$|AWSCloudFormation$|service-role$|aws-reserved$|AWSLogs$|CloudTrail(?:-\w+)?$|root$)/;

const ofWindows =
  /^(?:-|(?:local |network )?(?:system|service)|nt (?:authority|service)|builtin|anonymous logon|window manager|font driver host|(?:dwm|umfd)-\d+|s-1-5-(?:18|19|20|32-\d+)|administrators?|guests?|users|backup operators|remote desktop users|workgroup)$/i;

/** Of AWS's own or of Windows' own making, or no name at all. */
export function isNobodysName(text: string): boolean {
  return (
    !/[\p{L}]/u.test(text) ||
    isRegion(text) ||
    ofAws.test(text) ||
    ofWindows.test(text) ||
    /^(?:v\d+|\$latest|hidden.*|none|null|true|false|default|[x*.-]+|\d+z|\d{4}-\d\d-\d\d(?:t\d\d)?)$/i.test(
      text,
    ) ||
    /^[\w-]+\.amazonaws\.com(\.cn)?$/i.test(text)
  );
}

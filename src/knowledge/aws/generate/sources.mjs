// Decisions made by hand: under which eventSource the calls of a model are recorded, and which client has its newest
// shapes.

/** SDK v3 clients, whose models are current, and the frozen SDK v2 model that each takes the place of. */
export const currentClients = {
  bedrock: ['bedrock', 'bedrock'],
  'bedrock-agent': ['bedrock-agent', 'bedrock'],
  'bedrock-agent-runtime': ['bedrock-agent-runtime', 'bedrock'],
  'bedrock-runtime': ['bedrock-runtime', 'bedrock'],
  cloudtrail: ['cloudtrail', 'cloudtrail'],
  'cloudwatch-logs': ['logs', 'logs'],
  'config-service': ['config', 'config'],
  ec2: ['ec2', 'ec2'],
  ecr: ['ecr', 'ecr'],
  ecs: ['ecs', 'ecs'],
  eks: ['eks', 'eks'],
  guardduty: ['guardduty', 'guardduty'],
  iam: ['iam', 'iam'],
  identitystore: ['identitystore', 'identitystore'],
  kms: ['kms', 'kms'],
  lambda: ['lambda', 'lambda'],
  organizations: ['organizations', 'organizations'],
  rds: ['rds', 'rds'],
  s3: ['s3', 's3'],
  'secrets-manager': ['secretsmanager', 'secretsmanager'],
  securityhub: ['securityhub', 'securityhub'],
  ssm: ['ssm', 'ssm'],
  'sso-admin': ['sso-admin', 'sso'],
  sts: ['sts', 'sts'],
};

/** Models whose calls are recorded under another name than they are signed for, by their endpoint. */
const sourcesByEndpoint = {
  'agreement-marketplace': ['agreement-marketplace', 'aws-marketplace'],
  'application-autoscaling': ['autoscaling'],
  'autoscaling-plans': ['autoscaling'],
  oidc: ['sso', 'sso-oauth'],
  'portal.sso': ['sso'],
  'servicecatalog-appregistry': ['servicecatalog-appregistry', 'servicecatalog'],
};

/** Event sources, without `.amazonaws.com`, of an SDK v2 model. */
export function sourcesOfModel({ signingName, endpointPrefix }) {
  const own = Object.hasOwn(sourcesByEndpoint, endpointPrefix) ? sourcesByEndpoint[endpointPrefix] : null;
  return own ?? [(signingName ?? endpointPrefix).toLowerCase()];
}

const sourcesByPrefix = { cloudwatch: 'monitoring', tag: 'tagging', mechanicalturk: 'mturk-requester' };

/** Event source of an IAM service prefix; null where its actions are no event names. */
export function sourceOfPrefix(prefix) {
  // Of S3 the actions are permissions: PutEncryptionConfiguration is recorded as PutBucketEncryption.
  if (/^s3(-object-lambda|-outposts)?$/.test(prefix)) return null;
  return Object.hasOwn(sourcesByPrefix, prefix) ? sourcesByPrefix[prefix] : prefix.toLowerCase();
}

/** Their parameters keep the first letter of the API's names. */
export const pascalSources = new Set(['account', 'ce', 'devops-guru', 'resource-explorer-2', 'securityhub']);

/** Their records are not shaped as the model says: what it lacks may be there all the same. */
export const untrustedSources = new Set(['apigateway', 'ec2', 'quicksight', 's3']);

const actionsOnly = {
  apigateway: 'DELETE GET PATCH POST PUT',
  dynamodb:
    'ConditionCheckItem PartiQLDelete PartiQLInsert PartiQLSelect PartiQLUpdate ReadDataForReplication ' +
    'WriteDataForReplication',
  eks: 'AccessKubernetesApi MutateViaKubernetesApi',
  elasticfilesystem: 'ClientMount ClientRootAccess ClientWrite',
  iam: 'PassRole',
  kms: 'ReEncryptFrom ReEncryptTo',
  lambda: 'InvokeFunction InvokeFunctionUrl PassCapacityProvider PassNetworkConnector',
  'rds-db': 'connect',
  sts: 'SetContext SetSourceIdentity TagGetWebIdentityToken TagSession',
};

/** IAM checks the action within another call; no event has its name: Lambda's InvokeFunction is recorded as Invoke. */
export function isActionOnly(source, name) {
  return Object.hasOwn(actionsOnly, source) && actionsOnly[source].split(' ').includes(name);
}

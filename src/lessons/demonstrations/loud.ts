// Rules that fire where they should stay silent: a filter that never filters, a value that means everything.
import { account, iamUser, otherAccount, record } from '../records.ts';
import type { Demonstration, DemonstrationEvent } from './demonstration.ts';
import { ruleOf } from './demonstration.ts';

const fire = (name: string, text: string): DemonstrationEvent => ({ name, expectation: 'fire', text });
const silent = (name: string, text: string): DemonstrationEvent => ({ name, expectation: 'silent', text });

const keyFor = (userName: string) =>
  record({
    service: 'iam',
    name: 'CreateAccessKey',
    who: iamUser('dana'),
    request: { userName },
    response: { accessKey: { userName, accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' } },
  });

const passwordOf = (userName: string) =>
  record({
    service: 'iam',
    name: 'UpdateLoginProfile',
    who: iamUser('dana'),
    request: { userName, passwordResetRequired: false },
  });

const policy = (name: string, resource: string) =>
  record({
    service: 'iam',
    name: 'PutUserPolicy',
    who: iamUser('dana'),
    request: {
      userName: 'dana',
      policyName: name,
      policyDocument: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"${resource}"}]}`,
    },
  });

const snapshot = (how: 'add' | 'remove') =>
  record({
    service: 'ec2',
    name: 'ModifySnapshotAttribute',
    request: {
      snapshotId: 'snap-0abcd1234example0',
      createVolumePermission: { [how]: { items: [{ userId: otherAccount }] } },
      attributeType: 'CREATE_VOLUME_PERMISSION',
    },
    response: { requestId: '59dbff89-35bd-4eac-99ed-be589EXAMPLE', _return: true },
  });

export const loudRules: readonly Demonstration[] = [
  {
    id: 'field-as-text',
    title: 'The name of a field, taken for a text',
    about: 'its filter waits for a user called requestParameters.userName',
    story:
      'Meant is: not where both names are the same. Without `fieldref`, the name of a field is a text like others, which no user is called: the filter never filters, and everyone who renews a key of their own is an alert.',
    rule: ruleOf(
      'Access Key Created for Another User',
      'high',
      `
selection:
  eventSource: iam.amazonaws.com
  eventName: CreateAccessKey
filter_own:
  userIdentity.userName: requestParameters.userName
condition: selection and not filter_own`,
    ),
    events: [silent('A key of her own', keyFor('dana')), fire('A key for someone else', keyFor('eve'))],
    look: { event: 0, field: 'userIdentity.userName' },
    cause: 'field_name_as_value',
    mend: {
      text: 'Compare the two fields',
      changes: [{ from: 'userIdentity.userName:', to: 'userIdentity.userName|fieldref:' }],
    },
  },
  {
    id: 'arn-and-name',
    title: 'An ARN, compared with a name',
    about: 'its filter compares two fields that are never equal',
    story:
      '`fieldref` is there, but on the wrong field: an ARN is `arn:aws:iam::111122223333:user/dana`, the name in the request `dana`. No event makes them equal, so the filter is dead: whoever changes a password of their own is an alert.',
    rule: ruleOf(
      'Password of Another User Changed',
      'high',
      `
selection:
  eventSource: iam.amazonaws.com
  eventName: UpdateLoginProfile
filter_own:
  userIdentity.arn|fieldref: requestParameters.userName
condition: selection and not filter_own`,
    ),
    events: [
      silent('Her own password', passwordOf('dana')),
      fire('The password of someone else', passwordOf('eve')),
    ],
    look: { event: 0, field: 'userIdentity.arn' },
    cause: 'fieldref_of_other_kind',
    mend: {
      text: 'Compare name with name',
      changes: [{ from: 'userIdentity.arn|fieldref', to: 'userIdentity.userName|fieldref' }],
    },
  },
  {
    id: 'unescaped-star',
    title: 'A star that stands for everything',
    about: 'means the star of a policy, and takes any resource',
    story:
      'In a policy, `"Resource":"*"` is everything. In Sigma, the star is: any text. So the rule fires on every policy that names a resource. With a backslash before it, the star is a star.',
    rule: ruleOf(
      'Inline Policy on Every Resource',
      'medium',
      `
selection:
  eventSource: iam.amazonaws.com
  eventName: PutUserPolicy
  requestParameters.policyDocument|contains: '"Resource":"*"'
condition: selection`,
    ),
    events: [
      silent('On one bucket', policy('reports', `arn:aws:s3:::reports-${account}/out`)),
      fire('On everything', policy('reports', '*')),
    ],
    look: { event: 0, field: 'requestParameters.policyDocument' },
    cause: 'value_holds_wildcard',
    mend: { text: 'Escape the star', changes: [{ from: `'"Resource":"*"'`, to: `'"Resource":"\\*"'` }] },
  },
  {
    id: 'both-directions',
    title: 'Given, or taken away',
    about: 'fires on the end of sharing as on its beginning',
    story:
      'One operation shares a snapshot and stops sharing it: `add` or `remove` in its request says which. A rule on the operation alone alerts on the cleaning up, too.',
    rule: ruleOf(
      'Snapshot Shared',
      'medium',
      `
selection:
  eventSource: ec2.amazonaws.com
  eventName: ModifySnapshotAttribute
condition: selection`,
    ),
    events: [silent('No longer shared', snapshot('remove')), fire('Shared', snapshot('add'))],
    look: { event: 0, field: 'eventName' },
    cause: 'operation_in_both_directions',
    mend: {
      text: 'Ask for what is added',
      changes: [
        {
          from: 'eventName: ModifySnapshotAttribute',
          to: 'eventName: ModifySnapshotAttribute\n    requestParameters.createVolumePermission.add|exists: true',
        },
      ],
    },
  },
];

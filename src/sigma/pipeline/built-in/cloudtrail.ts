// Pipelines for rules about AWS CloudTrail: its own names, those of Elastic's integration, and those of OCSF.

export const cloudtrailToEcs = `name: CloudTrail to ECS
priority: 20
transformations:
  - id: ecs_fields
    type: field_name_mapping
    mapping:
      additionalEventData.LoginTo: aws.cloudtrail.console_login.additional_eventdata.login_to
      additionalEventData.MFAUsed: aws.cloudtrail.console_login.additional_eventdata.mfa_used
      additionalEventData.MobileVersion: aws.cloudtrail.console_login.additional_eventdata.mobile_version
      apiVersion: aws.cloudtrail.api_version
      awsRegion: cloud.region
      errorCode: aws.cloudtrail.error_code
      errorMessage: aws.cloudtrail.error_message
      eventCategory: aws.cloudtrail.event_category
      eventID: event.id
      eventName: event.action
      eventSource: event.provider
      eventType: aws.cloudtrail.event_type
      eventVersion: aws.cloudtrail.event_version
      managementEvent: aws.cloudtrail.management_event
      readOnly: aws.cloudtrail.read_only
      recipientAccountId: aws.cloudtrail.recipient_account_id
      requestID: aws.cloudtrail.request_id
      requestParameters: aws.cloudtrail.request_parameters
      responseElements: aws.cloudtrail.response_elements
      sharedEventID: aws.cloudtrail.shared_event_id
      sourceIPAddress: source.address
      userAgent: user_agent.original
      userIdentity.accessKeyId: aws.cloudtrail.user_identity.access_key_id
      userIdentity.accountId: cloud.account.id
      userIdentity.arn: aws.cloudtrail.user_identity.arn
      userIdentity.invokedBy: aws.cloudtrail.user_identity.invoked_by
      userIdentity.principalId: user.id
      userIdentity.sessionContext.attributes.creationDate: aws.cloudtrail.user_identity.session_context.creation_date
      userIdentity.sessionContext.attributes.mfaAuthenticated: aws.cloudtrail.user_identity.session_context.mfa_authenticated
      userIdentity.sessionContext.sessionIssuer.accountId: aws.cloudtrail.user_identity.session_context.session_issuer.account_id
      userIdentity.sessionContext.sessionIssuer.arn: aws.cloudtrail.user_identity.session_context.session_issuer.arn
      userIdentity.sessionContext.sessionIssuer.principalId: aws.cloudtrail.user_identity.session_context.session_issuer.principal_id
      userIdentity.sessionContext.sessionIssuer.type: aws.cloudtrail.user_identity.session_context.session_issuer.type
      userIdentity.type: aws.cloudtrail.user_identity.type
      userIdentity.userName: user.name
      vpcEndpointId: aws.cloudtrail.vpc_endpoint_id
    rule_conditions:
      - type: logsource
        product: aws
        service: cloudtrail
  # What every API call has of its own stays as it is, one level down.
  - id: flattened
    type: field_name_prefix_mapping
    mapping:
      additionalEventData.: aws.cloudtrail.flattened.additional_eventdata.
      requestParameters.: aws.cloudtrail.flattened.request_parameters.
      responseElements.: aws.cloudtrail.flattened.response_elements.
      serviceEventDetails.: aws.cloudtrail.flattened.service_event_details.
    rule_conditions:
      - type: logsource
        product: aws
        service: cloudtrail
`;

/** Only what has one name on either side: `user.name` and `event.outcome` are made of several. */
export const ecsToCloudtrail = `name: ECS to CloudTrail
priority: 20
transformations:
  # All events of the log are of it.
  - id: dataset
    type: drop_detection_item
    field_name_conditions:
      - type: include_fields
        fields: [event.dataset, data_stream.dataset]
    detection_item_conditions:
      - type: match_value
        cond: all
        value: aws.cloudtrail
  - id: cloudtrail_fields
    type: field_name_mapping
    mapping:
      aws.cloudtrail.api_version: apiVersion
      aws.cloudtrail.console_login.additional_eventdata.login_to: additionalEventData.LoginTo
      aws.cloudtrail.console_login.additional_eventdata.mfa_used: additionalEventData.MFAUsed
      aws.cloudtrail.console_login.additional_eventdata.mobile_version: additionalEventData.MobileVersion
      aws.cloudtrail.error_code: errorCode
      aws.cloudtrail.error_message: errorMessage
      aws.cloudtrail.event_category: eventCategory
      aws.cloudtrail.event_type: eventType
      aws.cloudtrail.event_version: eventVersion
      aws.cloudtrail.management_event: managementEvent
      aws.cloudtrail.read_only: readOnly
      aws.cloudtrail.recipient_account_id: recipientAccountId
      aws.cloudtrail.request_id: requestID
      aws.cloudtrail.shared_event_id: sharedEventID
      aws.cloudtrail.user_identity.access_key_id: userIdentity.accessKeyId
      aws.cloudtrail.user_identity.arn: userIdentity.arn
      aws.cloudtrail.user_identity.invoked_by: userIdentity.invokedBy
      aws.cloudtrail.user_identity.session_context.creation_date: userIdentity.sessionContext.attributes.creationDate
      aws.cloudtrail.user_identity.session_context.mfa_authenticated: userIdentity.sessionContext.attributes.mfaAuthenticated
      aws.cloudtrail.user_identity.session_context.session_issuer.account_id: userIdentity.sessionContext.sessionIssuer.accountId
      aws.cloudtrail.user_identity.session_context.session_issuer.arn: userIdentity.sessionContext.sessionIssuer.arn
      aws.cloudtrail.user_identity.session_context.session_issuer.principal_id: userIdentity.sessionContext.sessionIssuer.principalId
      aws.cloudtrail.user_identity.session_context.session_issuer.type: userIdentity.sessionContext.sessionIssuer.type
      aws.cloudtrail.user_identity.type: userIdentity.type
      aws.cloudtrail.vpc_endpoint_id: vpcEndpointId
      cloud.account.id: userIdentity.accountId
      cloud.region: awsRegion
      event.action: eventName
      event.id: eventID
      event.provider: eventSource
      source.address: sourceIPAddress
      source.ip: sourceIPAddress
      user.id: userIdentity.principalId
      user_agent.original: userAgent
  - id: flattened
    type: field_name_prefix_mapping
    mapping:
      aws.cloudtrail.flattened.additional_eventdata.: additionalEventData.
      aws.cloudtrail.flattened.request_parameters.: requestParameters.
      aws.cloudtrail.flattened.response_elements.: responseElements.
      aws.cloudtrail.flattened.service_event_details.: serviceEventDetails.
`;

export const cloudtrailToOcsf = `name: CloudTrail to OCSF API activity
priority: 20
transformations:
  - id: api_activity
    type: field_name_mapping
    mapping:
      apiVersion: api.version
      awsRegion: cloud.region
      errorCode: api.response.error
      errorMessage: api.response.message
      eventID: metadata.uid
      eventName: api.operation
      eventSource: api.service.name
      eventVersion: metadata.product.version
      requestID: api.request.uid
      # An address, or the name of the service that calls.
      sourceIPAddress: [src_endpoint.ip, src_endpoint.domain]
      userAgent: http_request.user_agent
      userIdentity.accessKeyId: actor.user.credential_uid
      userIdentity.accountId: actor.user.account.uid
      userIdentity.arn: actor.user.uid
      userIdentity.invokedBy: actor.invoked_by
      userIdentity.principalId: actor.user.uid_alt
      userIdentity.sessionContext.attributes.mfaAuthenticated: actor.session.is_mfa
      userIdentity.sessionContext.sessionIssuer.arn: actor.session.issuer
      userIdentity.type: actor.user.type
      userIdentity.userName: actor.user.name
      vpcEndpointId: src_endpoint.uid
    rule_conditions:
      - type: logsource
        product: aws
        service: cloudtrail
`;

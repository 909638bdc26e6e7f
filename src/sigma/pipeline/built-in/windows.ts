// Pipelines for rules about processes on Windows: the names that Sysmon, the Security log, Winlogbeat and OCSF give the
// same things.

export const sysmonToSecurity = `name: Sysmon to Security 4688
priority: 10
transformations:
  - id: process_fields
    type: field_name_mapping
    mapping:
      Image: NewProcessName
      ParentImage: ParentProcessName
      ProcessId: NewProcessId
      ParentProcessId: ProcessId
      LogonId: SubjectLogonId
      IntegrityLevel: MandatoryLabel
    rule_conditions:
      - type: logsource
        product: windows
        category: process_creation
  - id: integrity_levels
    type: map_string
    mapping:
      Low: S-1-16-4096
      Medium: S-1-16-8192
      High: S-1-16-12288
      System: S-1-16-16384
    field_name_conditions:
      - type: include_fields
        fields: [MandatoryLabel]
  - id: event_id
    type: add_condition
    name: _security_4688
    conditions:
      EventID: 4688
    rule_conditions:
      mapped: {type: processing_item_applied, processing_item_id: process_fields}
      says_so: {type: contains_field, field: EventID}
    rule_cond_expr: mapped and not says_so
  - type: change_logsource
    product: windows
    service: security
    rule_conditions:
      - type: processing_item_applied
        processing_item_id: process_fields
`;

export const securityToSysmon = `name: Security 4688 to Sysmon
priority: 10
transformations:
  - id: process_fields
    type: field_name_mapping
    mapping:
      NewProcessName: Image
      ParentProcessName: ParentImage
      NewProcessId: ProcessId
      ProcessId: ParentProcessId
      SubjectLogonId: LogonId
      MandatoryLabel: IntegrityLevel
    rule_conditions:
      - type: contains_detection_item
        field: EventID
        value: 4688
      - type: contains_field
        field: NewProcessName
    rule_cond_op: or
  - id: integrity_levels
    type: map_string
    mapping:
      S-1-16-4096: Low
      S-1-16-8192: Medium
      S-1-16-12288: High
      S-1-16-16384: System
    field_name_conditions:
      - type: include_fields
        fields: [IntegrityLevel]
  - id: event_id
    type: set_value
    value: 1
    field_name_conditions:
      - type: include_fields
        fields: [EventID]
    detection_item_conditions:
      - type: match_value
        cond: all
        value: 4688
  - type: change_logsource
    product: windows
    category: process_creation
    service: sysmon
    rule_conditions:
      - type: processing_item_applied
        processing_item_id: process_fields
`;

export const sysmonToEcs = `name: Sysmon to ECS (Winlogbeat)
priority: 20
transformations:
  - id: images_of_modules
    type: field_name_mapping
    mapping:
      ImageLoaded: [dll.path, file.path]
      OriginalFileName: file.pe.original_file_name
    rule_conditions:
      - type: logsource
        product: windows
        category: image_load
  - id: hashes
    type: hashes_fields
    valid_hash_algos: [md5, sha1, sha256]
    field_prefix: process.hash.
    detection_item_conditions:
      - type: match_string
        cond: any
        pattern: .*(?:IMPHASH|SHA512)=
    detection_item_cond_not: true
  - id: ecs_fields
    type: field_name_mapping
    mapping:
      Channel: winlog.channel
      CommandLine: process.command_line
      Company: process.pe.company
      Computer: winlog.computer_name
      ComputerName: winlog.computer_name
      CurrentDirectory: process.working_directory
      Description: process.pe.description
      DestinationHostname: destination.domain
      DestinationIp: destination.ip
      DestinationPort: destination.port
      EventID: event.code
      FileVersion: process.pe.file_version
      Image: process.executable
      OriginalFileName: process.pe.original_file_name
      ParentCommandLine: process.parent.command_line
      ParentImage: process.parent.executable
      ParentProcessGuid: process.parent.entity_id
      ParentProcessId: process.parent.pid
      PipeName: file.name
      ProcessGuid: process.entity_id
      ProcessId: process.pid
      Product: process.pe.product
      Protocol: network.transport
      Provider_Name: winlog.provider_name
      QueryName: dns.question.name
      SourceHostname: source.domain
      SourceIp: source.ip
      SourcePort: source.port
      TargetFilename: file.path
      TargetObject: registry.path
    rule_conditions:
      - type: logsource
        product: windows
  # What has no name of its own in ECS is kept under the name that Windows gives it.
  - id: other_fields
    type: field_name_prefix
    prefix: winlog.event_data.
    rule_conditions:
      - type: logsource
        product: windows
    field_name_conditions:
      - type: processing_item_applied
        processing_item_id: ecs_fields
      - type: processing_item_applied
        processing_item_id: images_of_modules
      - type: processing_item_applied
        processing_item_id: hashes
    field_name_cond_op: or
    field_name_cond_not: true
`;

export const sysmonToOcsf = `name: Sysmon to OCSF process activity
priority: 20
transformations:
  - id: process_activity
    type: field_name_mapping
    mapping:
      CommandLine: process.cmd_line
      CurrentDirectory: process.working_directory
      Image: process.file.path
      IntegrityLevel: process.integrity
      ParentCommandLine: [process.parent_process.cmd_line, actor.process.cmd_line]
      ParentImage: [process.parent_process.file.path, actor.process.file.path]
      ParentProcessGuid: [process.parent_process.uid, actor.process.uid]
      ParentProcessId: [process.parent_process.pid, actor.process.pid]
      ProcessGuid: process.uid
      ProcessId: process.pid
    rule_conditions:
      - type: logsource
        product: windows
        category: process_creation
`;

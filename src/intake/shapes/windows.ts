// Events of Windows as EVTX-to-JSON converters give them, under the field names that Sigma's rules have:
// `Event.System.Provider.#attributes.Name` is `Provider_Name`, the members of EventData and UserData stand at the top
// with the spaces of their names removed.
import type { EventObject, EventValue } from '../../sigma/index.ts';
import { isEventObject } from '../../sigma/index.ts';
import { isListOfObjects, own } from '../unwrap.ts';
import { MadeEvent, madePart } from './made-event.ts';
import type { Shape } from './shape.ts';
import { dig, pointerOf } from './shape.ts';
import * as texts from '../../texts/en.ts';

/** Converters differ in how they write an attribute and the text beside it. */
const attributeGroups = ['#attributes', '@attributes', '_attributes'];
const textKeys = ['#text', '_text', '$t'];

export const windowsEvent: Shape = {
  name: texts.intakeShapeWindows,
  read(value) {
    return systemOf(value) ? { parts: [madePart(value, flatten)] } : null;
  },
};

function systemOf(value: EventObject): { readonly root: EventObject; readonly at: string } | null {
  const event = own(value, 'Event');
  if (event !== undefined && isEventObject(event) && isSystem(own(event, 'System')))
    return { root: event, at: '/Event' };
  const isBare = isSystem(own(value, 'System')) && ['EventData', 'UserData'].some((key) => own(value, key));
  return isBare ? { root: value, at: '' } : null;
}

function isSystem(value: EventValue | undefined): boolean {
  return value !== undefined && isEventObject(value) && Object.hasOwn(value, 'EventID');
}

function flatten(value: EventObject): MadeEvent {
  const made = new MadeEvent();
  const { root, at } = systemOf(value) as NonNullable<ReturnType<typeof systemOf>>;
  flattenMembers(made, root['System'] as EventObject, `${at}/System`);
  for (const section of ['EventData', 'UserData']) {
    const data = own(root, section);
    if (data !== undefined && isEventObject(data)) flattenData(made, data, `${at}/${section}`, section);
  }
  return made;
}

function flattenMembers(made: MadeEvent, members: EventObject, at: string): void {
  for (const [key, value] of Object.entries(members)) flattenOne(made, key, value, at + pointerOf(key));
}

function flattenOne(made: MadeEvent, key: string, value: EventValue, at: string): void {
  if (!isEventObject(value)) {
    made.put([key], value, at);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const innerAt = at + pointerOf(name);
    if (textKeys.includes(name)) made.put([key], inner, innerAt);
    else if (attributeGroups.includes(name) && isEventObject(inner))
      for (const [attribute, text] of Object.entries(inner))
        made.put([`${key}_${attribute}`], text, innerAt + pointerOf(attribute));
    else made.put([`${key}_${name.replace(/^[@-]/, '')}`], inner, innerAt);
  }
}

/** One level of a provider's own element stands between UserData and its members. */
function flattenData(made: MadeEvent, data: EventObject, at: string, section: string): void {
  for (const [key, value] of Object.entries(data)) {
    const here = at + pointerOf(key);
    if (attributeGroups.includes(key)) continue;
    if (key === 'Data' && isListOfObjects(value) && value.every((item) => nameOf(item) !== null)) {
      for (const [i, item] of value.entries()) {
        const text = textKeys.find((name) => Object.hasOwn(item, name));
        const name = (nameOf(item) as string).replaceAll(' ', '');
        made.put(
          [name],
          text === undefined ? null : (item[text] as EventValue),
          here + pointerOf(i, text ?? ''),
        );
      }
    } else if (section === 'UserData' && isEventObject(value)) flattenData(made, value, here, '');
    else if (isEventObject(value)) flattenOne(made, key.replaceAll(' ', ''), value, here);
    else made.put([key.replaceAll(' ', '')], value, here);
  }
}

/** `{"@Name": "Image", "#text": "…"}` */
function nameOf(item: EventObject): string | null {
  for (const path of ['@Name', '-Name', '#attributes.Name', '@attributes.Name', '_attributes.Name']) {
    const found = dig(item, path)?.value;
    if (typeof found === 'string') return found;
  }
  return null;
}

/** What Winlogbeat makes of `System`; of texts that it renders nothing is taken. */
const winlogFields: readonly (readonly [from: string, to: string])[] = [
  ['winlog.provider_name', 'Provider_Name'],
  ['winlog.provider_guid', 'Provider_Guid'],
  ['winlog.event_id', 'EventID'],
  ['winlog.record_id', 'EventRecordID'],
  ['winlog.process.pid', 'Execution_ProcessID'],
  ['winlog.process.thread.id', 'Execution_ThreadID'],
  ['winlog.channel', 'Channel'],
  ['winlog.computer_name', 'Computer'],
  ['winlog.user.identifier', 'Security_UserID'],
];

export const winlogbeat: Shape = {
  name: 'Winlogbeat',
  read(value) {
    return dig(value, 'winlog.channel') && dig(value, 'winlog.event_id')
      ? { parts: [madePart(value, fromWinlog)] }
      : null;
  },
};

function fromWinlog(value: EventObject): MadeEvent {
  const made = new MadeEvent();
  for (const [from, to] of winlogFields) {
    const found = dig(value, from);
    if (found) made.put([to], found.value, found.at);
  }
  for (const section of ['winlog.event_data', 'winlog.user_data']) {
    const found = dig(value, section);
    if (found && isEventObject(found.value)) flattenMembers(made, found.value, found.at);
    for (const [key, inner] of Object.entries(value))
      if (key.startsWith(`${section}.`)) made.put([key.slice(section.length + 1)], inner, pointerOf(key));
  }
  return made;
}

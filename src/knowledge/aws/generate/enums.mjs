// The values that strings may have. SDK v2's models came without them, and v3's schemas have none: they stand in v2's
// type declarations, where a member is tied to them by its name alone, so only names with one meaning in a service
// are taken.
import { existsSync, readFileSync } from 'node:fs';

const folder = 'node_modules/aws-sdk/clients/';

/** Member name → values, `EC2|FARGATE|EXTERNAL`, for a model's base name. */
export function readEnums(base) {
  const path = `${folder}${base.replace(/[-.]/g, '').toLowerCase()}.d.ts`;
  if (!existsSync(path)) return new Map();
  const text = readFileSync(path, 'utf8');
  const aliases = new Map(
    [...text.matchAll(/^ {2}export type (\w+) = (.*);$/gm)].map(([, name, type]) => [name, type]),
  );
  const valuesOf = (alias) => {
    const list = /^(\w+)\[\]$/.exec(aliases.get(alias) ?? '');
    const type = aliases.get(list ? list[1] : alias) ?? '';
    if (!/^"[^"]*"(\|"[^"]*")*\|string$/.test(type)) return '';
    const values = [...type.matchAll(/"([^"]*)"/g)].map(([, value]) => value);
    // A blank would end the member in the text of a shape, and a long list says little.
    return values.length <= 40 && values.every((value) => /^[^\s|]+$/.test(value)) ? values.join('|') : '';
  };
  const enums = new Map();
  for (const [, name, alias] of text.matchAll(/^ {4}"?([\w-]+)"?\??: (\w+);$/gm)) {
    const values = valuesOf(alias);
    enums.set(name, enums.has(name) && enums.get(name) !== values ? '' : values);
  }
  return enums;
}

// The table, some 50 KB: for lazy chunks only. Everything else takes an `Attack` as an argument.
import data from './attack-enterprise.json' with { type: 'json' };
import { toAttack } from './attack.ts';

export const attackEnterprise = toAttack(data);

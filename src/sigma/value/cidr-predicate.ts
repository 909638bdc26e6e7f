import type { EventValue } from '../event/value.ts';
import { contains, readAddress, unmapped } from './ip.ts';
import type { Address, Network } from './ip.ts';
import { hit, miss } from './predicate.ts';
import type { Finding, ValuePredicate } from './predicate.ts';

let last: { readonly text: string; readonly address: Address | null } = { text: '', address: null };

/** Rules list many networks: each asks for the same address in a row. */
function addressOf(text: string): Address | null {
  if (text !== last.text) last = { text, address: readAddress(text) };
  return last.address;
}

/** `field|cidr`. An IPv4 address mapped into IPv6 is not in an IPv4 network. */
export function cidrPredicate(network: Network): ValuePredicate {
  const inspect = (value: EventValue): Finding => {
    const address = typeof value === 'string' ? addressOf(value) : null;
    if (!address) return miss('not_an_ip');
    if (contains(network, address)) return hit();
    const inner = unmapped(address);
    return inner && contains(network, inner)
      ? miss(
          'value_differs',
          'The IPv4 address inside this IPv6 address is in the network; the address itself is not.',
        )
      : miss('value_differs');
  };
  return { type: 'value', inspect, test: (value) => inspect(value).matched };
}

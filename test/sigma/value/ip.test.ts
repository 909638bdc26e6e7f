import { describe, expect, test } from 'vitest';
import {
  contains,
  hasHostBits,
  printNetwork,
  readAddress,
  readNetwork,
  unmapped,
} from '../../../src/sigma/value/ip.ts';
import type { Network } from '../../../src/sigma/value/ip.ts';

const v6 = (...groups: number[]): number[] => groups.flatMap((group) => [group >> 8, group & 255]);

describe('readAddress', () => {
  test.each([
    ['0.0.0.0', [0, 0, 0, 0]],
    ['255.255.255.255', [255, 255, 255, 255]],
    ['10.1.2.3', [10, 1, 2, 3]],
    ['::', v6(0, 0, 0, 0, 0, 0, 0, 0)],
    ['::1', v6(0, 0, 0, 0, 0, 0, 0, 1)],
    ['1::', v6(1, 0, 0, 0, 0, 0, 0, 0)],
    ['2001:DB8::a', v6(0x2001, 0xdb8, 0, 0, 0, 0, 0, 10)],
    ['1:2:3:4:5:6:7:8', v6(1, 2, 3, 4, 5, 6, 7, 8)],
    ['1:2:3:4:5:6:7::', v6(1, 2, 3, 4, 5, 6, 7, 0)],
    ['::ffff:10.0.0.1', v6(0, 0, 0, 0, 0, 0xffff, 0x0a00, 1)],
    ['1:2:3:4:5:6:1.2.3.4', v6(1, 2, 3, 4, 5, 6, 0x0102, 0x0304)],
    ['fe80::1%eth0', v6(0xfe80, 0, 0, 0, 0, 0, 0, 1)],
  ])('%s', (text, address) => {
    expect(readAddress(text)).toEqual(address);
  });

  test.each([
    [''],
    ['10.0.0'],
    ['10.0.0.256'],
    ['10.0.0.01'],
    ['10.0.0.1.'],
    ['10.0.0.1 '],
    ['10.0.0.1%eth0'],
    ['0x0a.0.0.1'],
    ['1e1.0.0.1'],
    ['٣.0.0.1'],
    [':'],
    [':::'],
    ['1::2::3'],
    ['1:2:3:4:5:6:7'],
    ['1:2:3:4:5:6:7:8:9'],
    ['1:2:3:4:5:6:7:8::'],
    ['12345::'],
    ['g::'],
    ['::1.2.3'],
    ['1.2.3.4::'],
    ['[::1]'],
    ['::1/64'],
    ['AWS Internal'],
    ['cloudtrail.amazonaws.com'],
  ])('%j is none', (text) => {
    expect(readAddress(text)).toBe(null);
  });

  test('a long text is none, at once', () => {
    const started = performance.now();
    expect(readAddress(`:${'%'.repeat(1_000_000)}/`)).toBe(null);
    expect(performance.now() - started).toBeLessThan(100);
  });
});

describe('networks', () => {
  test.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.0.0.0/31', '10.0.0.1', true],
    ['10.0.0.0/31', '10.0.0.2', false],
    ['10.0.0.7', '10.0.0.7', true],
    ['10.0.0.7', '10.0.0.8', false],
    ['0.0.0.0/0', '255.1.2.3', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '2001::', true],
    ['::/0', '10.0.0.1', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['10.1.2.3/8', '10.9.9.9', true],
    ['10.0.0.0/8', '::ffff:10.0.0.1', false],
  ])('%s and %s: %s', (network, address, expected) => {
    expect(contains(readNetwork(network) as Network, readAddress(address) ?? [])).toBe(expected);
  });

  test.each([
    '',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '::/129',
    '10.0.0.0/0x8',
    '10/8',
    '/8',
  ])('%j is none', (text) => {
    expect(readNetwork(text)).toBe(null);
  });

  test.each([
    ['10.1.2.3/8', true, '10.0.0.0/8'],
    ['10.0.0.0/8', false, '10.0.0.0/8'],
    ['10.0.0.129/25', true, '10.0.0.128/25'],
    ['1.2.3.4/0', true, '0.0.0.0/0'],
    ['2001:db8::1/32', true, '2001:db8::/32'],
    ['::1/128', false, '::1/128'],
    ['::/0', false, '::/0'],
    ['1:0:0:2:0:0:0:3/127', true, '1:0:0:2::2/127'],
  ])('%s has host bits: %s; its network is %s', (text, hostBits, normal) => {
    const network = readNetwork(text) as Network;
    expect(hasHostBits(network)).toBe(hostBits);
    const printed = printNetwork(network);
    const reread = readNetwork(printed) as Network;
    expect(reread.prefix).toBe(network.prefix);
    expect(contains(network, reread.address)).toBe(true);
    expect(hasHostBits(reread)).toBe(false);
    if (!text.startsWith('1:')) expect(printed).toBe(normal);
  });

  test('IPv4 inside IPv6 is found', () => {
    expect(unmapped(readAddress('::ffff:10.0.0.1') ?? [])).toEqual([10, 0, 0, 1]);
    expect(unmapped(readAddress('::10.0.0.1') ?? [])).toBe(null);
    expect(unmapped([10, 0, 0, 1])).toBe(null);
  });
});

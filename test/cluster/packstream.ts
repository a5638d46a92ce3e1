/** The encoding of Bolt's messages (PackStream), as far as this API and its driver send any. */
export interface Structure { signature: number; fields: unknown[] }

const sized = (value: number, bytes: 1 | 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};

/** The marker of something that has a length: a small one is part of the marker, a larger one follows it. */
function header(length: number, tiny: number, [byte, short, long]: [number | null, number, number]): Buffer {
  if (length < 16) return Buffer.from([tiny | length]);
  if (length < 256 && byte !== null) return Buffer.concat([Buffer.from([byte]), sized(length, 1)]);
  return length < 65_536 ? Buffer.concat([Buffer.from([short]), sized(length, 2)]) : Buffer.concat([Buffer.from([long]), sized(length, 4)]);
}

export function pack(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.from([0xc0]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === 'number') {
    const buffer = Buffer.alloc(9, 0xcb);
    buffer.writeBigInt64BE(BigInt(value), 1);
    return buffer;
  }
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([header(text.length, 0x80, [0xd0, 0xd1, 0xd2]), text]);
  }
  if (Array.isArray(value)) return Buffer.concat([header(value.length, 0x90, [0xd4, 0xd5, 0xd6]), ...value.map(pack)]);
  const entries = Object.entries(value as object);
  return Buffer.concat([header(entries.length, 0xa0, [0xd8, 0xd9, 0xda]), ...entries.flatMap(([key, item]) => [pack(key), pack(item)])]);
}

export const packStructure = ({ signature, fields }: Structure): Buffer => Buffer.concat([Buffer.from([0xb0 | fields.length, signature]), ...fields.map(pack)]);

export function unpackStructure(buffer: Buffer): Structure {
  let at = 0;
  const uint = (bytes: number): number => buffer.readUIntBE((at += bytes) - bytes, bytes);
  const text = (length: number): string => buffer.toString('utf8', at, (at += length));
  const list = (length: number): unknown[] => Array.from({ length }, value);
  const map = (length: number): Record<string, unknown> => Object.fromEntries(Array.from({ length }, () => [value() as string, value()]));
  const BY_MARKER: Record<number, () => unknown> = {
    0xc0: () => null, 0xc1: () => buffer.readDoubleBE((at += 8) - 8), 0xc2: () => false, 0xc3: () => true,
    0xc8: () => buffer.readInt8((at += 1) - 1), 0xc9: () => buffer.readInt16BE((at += 2) - 2), 0xca: () => buffer.readInt32BE((at += 4) - 4), 0xcb: () => Number(buffer.readBigInt64BE((at += 8) - 8)),
    0xd0: () => text(uint(1)), 0xd1: () => text(uint(2)), 0xd2: () => text(uint(4)),
    0xd4: () => list(uint(1)), 0xd5: () => list(uint(2)), 0xd6: () => list(uint(4)),
    0xd8: () => map(uint(1)), 0xd9: () => map(uint(2)), 0xda: () => map(uint(4)),
  };
  function value(): unknown {
    const marker = uint(1);
    if (marker < 0x80) return marker;
    if (marker >= 0xf0) return marker - 0x100;
    const length = marker & 0x0f;
    if (marker < 0x90) return text(length);
    if (marker < 0xa0) return list(length);
    if (marker < 0xb0) return map(length);
    const read = BY_MARKER[marker];
    if (!read) throw new Error(`a value of marker ${marker.toString(16)} is not understood`);
    return read();
  }
  const length = uint(1) & 0x0f;
  return { signature: uint(1), fields: list(length) };
}

import * as zlib from 'node:zlib';

/** CRC-32 of bytes; undefined in a Node.js before 20.15 and 22.2, which does not tell it. */
export const checksumOf: ((bytes: Uint8Array) => number) | undefined = zlib.crc32;

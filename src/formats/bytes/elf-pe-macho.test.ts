import { describe, expect, it } from 'vitest';
import { bytesAt, bytesOf, sectionNamed } from './elf-executable.ts';
import { isPackedByUpx, parseExecutable } from './elf-pe-macho.ts';
import { addressOf, executable, fat, type TestExecutable } from './testdata/executables.ts';

const sections = [
  { name: '.text', bytes: Buffer.from('code'), executable: true },
  { name: '.data', bytes: Buffer.from('some data'), writable: true },
];
const forms: readonly TestExecutable[] = [
  { format: 'elf', wordBytes: 4, littleEndian: true, sections },
  { format: 'elf', wordBytes: 4, littleEndian: false, sections },
  { format: 'elf', wordBytes: 8, littleEndian: true, sections },
  { format: 'elf', wordBytes: 8, littleEndian: false, sections },
  { format: 'pe', sections },
  { format: 'macho', wordBytes: 4, littleEndian: true, sections },
  { format: 'macho', wordBytes: 8, littleEndian: true, sections },
  { format: 'macho', wordBytes: 8, littleEndian: false, sections },
];

describe.each(forms)('parseExecutable of $format, $wordBytes bytes a word, little endian: $littleEndian', (form) => {
  const parsed = parseExecutable(executable(form))!;

  it('finds sections by name and bytes by address', () => {
    expect(parsed.format).toBe(form.format);
    const data = sectionNamed(parsed, '.data')!;
    expect(Buffer.from(bytesOf(parsed, data)).toString()).toBe('some data');
    expect(data).toMatchObject({ address: addressOf(1), writable: true, executable: false });
    expect(sectionNamed(parsed, '.text')).toMatchObject({ writable: false, executable: true });
    expect(Buffer.from(bytesAt(parsed, addressOf(1) + 5)!).toString()).toBe('data');
    expect(bytesAt(parsed, addressOf(1) + 9)).toBeUndefined();
    expect(bytesAt(parsed, 1)).toBeUndefined();
  });

  it('takes no cut or lying file for more than is there', () => {
    const whole = executable(form);
    for (let length = 0; length < whole.length; length += 7) {
      const cut = parseExecutable(whole.subarray(0, length));
      for (const section of cut?.sections ?? []) expect(bytesOf(cut!, section).length).toBeLessThanOrEqual(length);
    }
  });
});

describe('parseExecutable', () => {
  it('reads the first architecture of a universal file and leaves Java classes alone', () => {
    const [one, other] = [executable(forms[6]!), executable(forms[5]!)];
    expect(parseExecutable(fat(one, other))?.bytes.length).toBe(one.length);
    expect(parseExecutable(Buffer.from('cafebabe000000340020', 'hex'))).toBeUndefined();
  });

  it('knows texts that begin like a program', () => {
    expect(parseExecutable(Buffer.from(`MZ${' '.repeat(200)}`))).toBeUndefined();
    expect(parseExecutable(Buffer.from(`\x7fELF${' '.repeat(200)}`))).toBeUndefined();
  });

  it('tells what UPX packed', () => {
    const plain = executable(forms[2]!);
    expect(isPackedByUpx(parseExecutable(plain)!)).toBe(false);
    const packed = Buffer.from(plain);
    packed.write('UPX!', 236);
    expect(isPackedByUpx(parseExecutable(packed)!)).toBe(true);
    expect(isPackedByUpx(parseExecutable(Buffer.concat([plain, Buffer.from(`UPX!${' '.repeat(32)}`)]))!)).toBe(true);
  });
});

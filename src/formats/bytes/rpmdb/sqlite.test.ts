import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { sqliteRows } from './sqlite.ts';

const TABLE = 'CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB, number NUMERIC, words TEXT)';

interface Made {
  readonly file: Uint8Array;
  readonly wal: Uint8Array | undefined;
  /** What SQLite itself answers. */
  readonly rows: readonly unknown[];
}

/** Lets SQLite write a database and read it back. */
function make(pageSize: number, work: (db: DatabaseSync) => void, mode: 'wal' | 'delete' = 'delete'): Made {
  const directory = mkdtempSync(join(tmpdir(), 'sqlite-'));
  try {
    const path = join(directory, 'x.sqlite');
    const db = new DatabaseSync(path);
    db.exec(`PRAGMA page_size=${pageSize}; PRAGMA journal_mode=${mode}; PRAGMA wal_autocheckpoint=0;`);
    work(db);
    const rows = db.prepare('SELECT blob, number, words FROM Packages ORDER BY hnum').all();
    const made = {
      file: new Uint8Array(readFileSync(path)),
      wal: mode === 'wal' ? new Uint8Array(readFileSync(`${path}-wal`)) : undefined,
      rows: rows.map(({ blob, number, words }) => [blob, number, words]),
    };
    db.close();
    return made;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function read(file: Uint8Array, wal?: Uint8Array): { rows: unknown[]; complaints: string[] } {
  const complaints: string[] = [];
  const rows = [...sqliteRows(file, wal, 'packages', (problem) => complaints.push(problem))].map(
    ([, blob, number, words]) => [
      blob instanceof Uint8Array ? new Uint8Array(blob) : blob,
      number,
      words instanceof Uint8Array ? new TextDecoder().decode(words) : words,
    ],
  );
  return { rows, complaints };
}

function fill(db: DatabaseSync, count: number, seed: number): void {
  const insert = db.prepare('INSERT INTO Packages (blob, number, words) VALUES (?, ?, ?)');
  for (let i = 0; i < count; i++) {
    const size = (i * i * 37 + seed * 101) % (i % 17 === 0 ? 70_000 : 1500);
    const numbers = [null, 0, 1, -1, 127, -129, 32768, -8388609, 2 ** 31, -(2 ** 47), 2 ** 52, 1.5, -0.25];
    insert.run(new Uint8Array(size).fill(i), numbers[i % numbers.length]!, i % 5 === 0 ? null : 'ő'.repeat(i % 40));
  }
}

describe('sqliteRows', () => {
  for (const pageSize of [512, 1024, 4096, 65536]) {
    it(`reads what SQLite wrote on pages of ${pageSize}, with overflow, interior pages and a free list`, () => {
      const { file, rows } = make(pageSize, (db) => {
        db.exec(TABLE);
        fill(db, 400, pageSize);
        db.exec('DELETE FROM Packages WHERE hnum % 3 = 0');
      });
      expect(read(file)).toEqual({ rows, complaints: [] });
      expect(rows.length).toBe(267);
    });

    it(`reads a write-ahead log over pages of ${pageSize}`, () => {
      const { file, wal, rows } = make(pageSize, writeLog, 'wal');
      expect(read(file, wal)).toEqual({ rows, complaints: [] });
      expect(read(file).rows).not.toEqual(rows);
    });
  }

  it('leaves out what a log holds without a commit', () => {
    const { file, wal, rows } = make(1024, writeLog, 'wal');
    const frame = 24 + 1024;
    const view = new DataView(wal!.buffer);
    const frames = (wal!.length - 32) / frame;
    const commits = Array.from({ length: frames }, (_, i) => view.getUint32(32 + i * frame + 4) !== 0);
    expect(commits.at(-1)).toBe(true);
    const before = commits.lastIndexOf(true, frames - 2);
    const uncommitted = read(file, wal!.slice(0, wal!.length - frame));
    expect(uncommitted).toEqual(read(file, wal!.slice(0, 32 + (before + 1) * frame)));
    expect(uncommitted.rows).not.toEqual(rows);
  });

  it('stops at a frame with a wrong checksum and says so; a frame of an earlier round ends the log without a word', () => {
    const { file, wal } = make(1024, writeLog, 'wal');
    const broken = wal!.slice();
    broken[32 + 24 + 500]! ^= 1;
    expect(read(file, broken).rows).toEqual(read(file).rows);
    expect(read(file, broken).complaints).toEqual(['the write-ahead log holds a frame with a wrong checksum']);
    const stale = wal!.slice();
    stale[32 + 8]! ^= 1;
    expect(read(file, stale)).toEqual(read(file));
  });

  it.each([
    ['of garbage', new Uint8Array(100).fill(7), 'the write-ahead log has a wrong signature'],
    ['of a few bytes', new Uint8Array(9), 'the write-ahead log is cut off within its header'],
    ['cut off in a frame', undefined, 'the write-ahead log is cut off within a frame'],
  ])('says so of a log %s', (_, bytes, complaint) => {
    const { file, wal } = make(1024, writeLog, 'wal');
    expect(read(file, bytes ?? wal!.slice(0, -5)).complaints).toEqual([complaint]);
  });

  it('takes no notice of an empty log', () => {
    const { file } = make(1024, writeLog, 'wal');
    expect(read(file, new Uint8Array())).toEqual(read(file));
  });

  it('complains of a missing table, a cut file and of what is no database', () => {
    const { file } = make(512, (db) => {
      db.exec(TABLE);
      fill(db, 100, 3);
    });
    expect([...sqliteRows(file, undefined, 'Nothing', () => {})]).toEqual([]);
    expect(read(file.slice(0, file.length / 2)).complaints).toContain('the SQLite database is cut off');
    expect(read(new Uint8Array(4096))).toMatchObject({ rows: [], complaints: ['the file has no SQLite signature'] });
    expect(read(new Uint8Array())).toMatchObject({ rows: [] });
  });

  it('ends on pages that link in circles, whatever bytes are flipped', () => {
    const { file } = make(512, (db) => {
      db.exec(TABLE);
      fill(db, 120, 5);
    });
    let seed = 99;
    for (let round = 0; round < 300; round++) {
      const twin = file.slice();
      for (let k = 0; k < 20; k++) {
        seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
        // Page headers and cell pointers are where links live.
        twin[(seed % (twin.length / 512)) * 512 + ((seed >>> 9) % 16)] = seed >>> 24;
      }
      expect(read(twin).rows.length).toBeLessThan(file.length / 4);
    }
  });

  it('yields no flood of rows when all cells of a page point to one', () => {
    const { file } = make(65536, (db) => {
      db.exec(TABLE);
      db.prepare('INSERT INTO Packages (blob) VALUES (?)').run(new Uint8Array(20_000));
    });
    const view = new DataView(file.buffer);
    const page = 65536;
    const cell = view.getUint16(page + 8);
    view.setUint16(page + 3, 9000);
    for (let i = 0; i < 9000; i++) view.setUint16(page + 8 + 2 * i, cell);
    expect(read(file).rows.length).toBeLessThan(5);
  });
});

/** Rows in the main file, then in the log: more rows, changed ones, deleted ones, in two transactions. */
function writeLog(db: DatabaseSync): void {
  db.exec(TABLE);
  fill(db, 60, 1);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.exec('BEGIN');
  fill(db, 90, 2);
  db.exec('COMMIT; BEGIN; DELETE FROM Packages WHERE hnum % 4 = 1;');
  fill(db, 10, 7);
  db.exec('COMMIT');
}

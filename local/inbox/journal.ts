import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { bodySchema, lineSchema, type Body, type Message, type NewMessage } from './message.ts';
import { lineEnds } from './lineEnds.ts';

export interface JournalOptions {
  /** How many messages share one file of bodies. */
  readonly perFile?: number;
  /** How many files of bodies are kept; addresses and headers are kept of all messages. */
  readonly files?: number;
}

/**
 * The inbox on disk: one line per message, bodies in files of their own, all written before the sender gets its
 * answer, so that an accepted message survives `kill -9`. Memory holds one number per message.
 */
export class Journal {
  readonly #folder: string;
  readonly #perFile: number;
  readonly #files: number;
  #lines: number;
  /** Where each line ends; a message's number is its place here plus the first number. */
  #ends: number[] = [0];
  #first = 1;
  #bodies = { index: -1, fd: -1, size: 0 };
  #reading = { index: -1, fd: -1 };

  constructor(folder: string, { perFile = 5_000, files = 5 }: JournalOptions = {}) {
    this.#folder = folder;
    this.#perFile = perFile;
    this.#files = files;
    mkdirSync(folder, { recursive: true });
    const [known] = readdirSync(folder).flatMap((name) => /^messages-(\d+)\.ndjson$/.exec(name)?.[1] ?? []);
    this.#first = known === undefined ? 1 : Number(known);
    this.#lines = this.#open(this.#linesPath());
    this.#ends = [0, ...lineEnds(this.#lines)];
    ftruncateSync(this.#lines, this.#ends.at(-1)); // a line cut short was never answered
  }

  /** Number of the newest message; 0 = none ever. */
  get last(): number {
    return this.#first + this.#ends.length - 2;
  }

  append(message: NewMessage, body: Body): number {
    const seq = this.last + 1;
    const place = this.#appendBody(seq, body);
    const line = Buffer.from(`${JSON.stringify({ ...message, seq, place })}\n`);
    const end = this.#ends.at(-1) ?? 0;
    writeSync(this.#lines, line, 0, line.length, end);
    this.#ends.push(end + line.length);
    return seq;
  }

  /** Messages after a number, oldest first. */
  *after(seq: number): Generator<Message> {
    for (let next = Math.max(seq + 1, this.#first); next <= this.last; next++) yield this.#line(next);
  }

  /** Number of the last message that is older than an instant (epoch s); messages come in order of time. */
  before(at: number): number {
    let low = this.#first;
    let high = this.last + 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#line(middle).at < at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Empty where the body is no longer kept. */
  body({ place: [index, offset, length] }: Message): Body {
    if (index !== this.#reading.index) {
      const path = this.#bodiesPath(index);
      if (this.#reading.fd >= 0) closeSync(this.#reading.fd);
      this.#reading = { index, fd: existsSync(path) ? openSync(path, 'r') : -1 };
    }
    return this.#reading.fd < 0 ? {} : bodySchema.parse(JSON.parse(read(this.#reading.fd, offset, length)));
  }

  /** Forgets all messages. Numbers go on, so that nobody who reads along misses the next. */
  clear(): void {
    const next = this.last + 1;
    this.close();
    for (const name of readdirSync(this.#folder)) rmSync(join(this.#folder, name));
    this.#first = next;
    this.#ends = [0];
    this.#lines = this.#open(this.#linesPath());
  }

  close(): void {
    closeSync(this.#lines);
    for (const { fd } of [this.#bodies, this.#reading]) if (fd >= 0) closeSync(fd);
    this.#bodies = { index: -1, fd: -1, size: 0 };
    this.#reading = { index: -1, fd: -1 };
  }

  #line(seq: number): Message {
    const place = seq - this.#first;
    const from = this.#ends[place] ?? 0;
    return lineSchema.parse(JSON.parse(read(this.#lines, from, (this.#ends[place + 1] ?? from) - from)));
  }

  #appendBody(seq: number, body: Body): Message['place'] {
    const index = Math.floor(seq / this.#perFile);
    if (index !== this.#bodies.index) {
      if (this.#bodies.fd >= 0) closeSync(this.#bodies.fd);
      const fd = this.#open(this.#bodiesPath(index));
      this.#bodies = { index, fd, size: fstatSync(fd).size };
      rmSync(this.#bodiesPath(index - this.#files), { force: true });
      if (this.#reading.fd >= 0) closeSync(this.#reading.fd);
      this.#reading = { index: -1, fd: -1 }; // it may be the file just removed, or one that was not there yet
    }
    const bytes = Buffer.from(JSON.stringify(body));
    const offset = this.#bodies.size;
    writeSync(this.#bodies.fd, bytes, 0, bytes.length, offset);
    this.#bodies.size += bytes.length;
    return [index, offset, bytes.length];
  }

  #open(path: string): number {
    return openSync(path, existsSync(path) ? 'r+' : 'w+');
  }

  #linesPath(): string {
    return join(this.#folder, `messages-${this.#first}.ndjson`);
  }

  #bodiesPath(index: number): string {
    return join(this.#folder, `bodies-${index}.json`);
  }
}

function read(fd: number, offset: number, length: number): string {
  const buffer = Buffer.allocUnsafe(length);
  readSync(fd, buffer, 0, length, offset);
  return buffer.toString('utf8');
}

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { ROOT, type RunOptions } from './run-cli.ts';
import { CLI } from './run-program.ts';

/** What a server sent without being asked, or asks itself. */
export interface Told {
  readonly method: string;
  readonly params: unknown;
}

interface Message extends Partial<Told> {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A client of the Language Server Protocol that does only what it is told; it speaks with the built program over its standard streams. */
export class LspClient {
  /** Everything that was told, in order. */
  readonly told: Told[] = [];
  /** What stood on standard output and was no message. */
  stray = '';
  stderr = '';
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly process: ChildProcessWithoutNullStreams;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #waiting = new Set<() => void>();
  #rest = Buffer.alloc(0);
  #id = 0;

  constructor({ cwd = ROOT, env = {} }: Pick<RunOptions, 'cwd' | 'env'> = {}) {
    const [node, main] = CLI;
    const environment = { PATH: process.env['PATH'], HOME: '/nonexistent', ...env };
    this.process = spawn(node, [main, 'lsp'], { cwd, env: environment });
    this.process.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
    this.process.stderr.on('data', (chunk: Buffer) => (this.stderr += chunk));
    this.process.stdin.on('error', () => {});
    this.ended = new Promise((resolve) => this.process.on('close', (code, signal) => resolve({ code, signal })));
    void this.ended.then(() => this.#wake());
  }

  /** Bytes as they are. */
  write(bytes: string | Uint8Array): void {
    this.process.stdin.write(bytes);
  }

  send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  notify(method: string, params: unknown = {}): void {
    this.send({ method, params });
  }

  /** Begins a request; its id is there for who wants to cancel it. */
  ask(method: string, params: unknown): { readonly id: number; readonly answer: Promise<Message> } {
    const id = ++this.#id;
    const answer = new Promise<Message>((resolve) => this.#answers.set(id, resolve));
    this.send({ id, method, params });
    return { id, answer };
  }

  /** The result; throws what the server answers in its place. The caller says what it is. */
  async request<T>(method: string, params: unknown = {}): Promise<T> {
    const { answer } = this.ask(method, params);
    const message = await Promise.race([answer, this.ended]);
    if (!('id' in message)) throw this.#gone(method);
    const { result, error } = message;
    if (error !== undefined) throw new Error(`${method}: ${error.code} ${error.message}`);
    return result as T;
  }

  /** The first thing told from `from` on that fits; waits for it. */
  async next<T>(method: string, fits: (params: T) => boolean = () => true, from = 0): Promise<T> {
    for (;;) {
      const found = this.told.slice(from).find((one) => one.method === method && fits(one.params as T));
      if (found !== undefined) return found.params as T;
      const gone = this.#gone(method);
      if (gone !== undefined) throw gone;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #read(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const end = this.#rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = /^Content-Length: (\d+)$/.exec(this.#rest.subarray(0, end).toString());
      if (head === null) this.stray += this.#rest.subarray(0, end + 4).toString();
      const bodyEnd = end + 4 + Number(head?.[1] ?? 0);
      if (this.#rest.length < bodyEnd) return;
      if (head !== null) this.#take(JSON.parse(this.#rest.subarray(end + 4, bodyEnd).toString()) as Message);
      this.#rest = this.#rest.subarray(bodyEnd);
    }
  }

  #take(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      this.#answers.get(id ?? -1)?.(message);
      return;
    }
    this.told.push({ method, params });
    // What the server registers is taken as done.
    if (id !== undefined) this.send({ id, result: null });
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /** Who waits for a server that is gone is told what it said last. */
  #gone(waitedFor: string): Error | undefined {
    const { exitCode, signalCode } = this.process;
    if (exitCode === null && signalCode === null) return undefined;
    return new Error(`${waitedFor}: the server ended with ${exitCode ?? signalCode}: ${this.stderr}`);
  }
}

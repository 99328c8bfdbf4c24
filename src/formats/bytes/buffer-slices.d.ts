/** Node's own decoders, which `Buffer#toString` calls after it has looked at its arguments: on a hot path that look is most of the price. */
interface Buffer {
  latin1Slice(start?: number, end?: number): string;
  utf8Slice(start?: number, end?: number): string;
  utf8Write(text: string, at?: number): number;
}

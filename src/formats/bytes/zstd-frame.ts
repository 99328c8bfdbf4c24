/** Length of a frame header, magic included, by its descriptor byte (RFC 8878 §3.1.1.1). */
export function zstdFrameHeaderBytes(descriptor: number): number {
  const single = (descriptor >>> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3]!;
  const flag = descriptor >>> 6;
  const content = flag === 0 ? single : 1 << flag;
  return 5 + (single ? 0 : 1) + dictionary + content;
}

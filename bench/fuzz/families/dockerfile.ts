import { parseDockerfile } from '../../../src/formats/dockerfile/parse-dockerfile.ts';
import type { Family } from '../family.ts';
import { texts } from '../seeds.ts';

const dockerfile: Family = {
  id: 'dockerfile',
  nature: 'text',
  refuses: true,
  seeds: () =>
    texts(
      '# syntax=docker/dockerfile:1\n# escape=\\\nARG A=1\nFROM --platform=$BUILDPLATFORM debian:$\x7bA:-12} AS base\nRUN --mount=type=cache,target=/x apt-get update && \\\n  # c\n  apt-get install -y curl\nCOPY --from=base --chown=1:1 ["a b", "/c"]\nENV A=b "C=d" E=$A\nHEALTHCHECK --interval=5s CMD ["x"]\nONBUILD RUN y\n',
      'FROM scratch\nRUN <<EOF\necho $HOME\nEOF\nCOPY <<-"X" /a\n\tb\nX\nEXPOSE 80/tcp 90-99\nVOLUME ["/v"]\nLABEL a="b c"\n',
    ),
  run: (bytes) => parseDockerfile(bytes, 'Dockerfile'),
};

export const families = [dockerfile];

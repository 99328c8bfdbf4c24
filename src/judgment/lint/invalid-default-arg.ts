import { decodeUtf8 } from '../../formats/dockerfile/characters.ts';
import { valueIn } from '../../formats/dockerfile/expand.ts';
import { scopesOf } from '../../formats/dockerfile/scope.ts';
import type { Dockerfile } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';

/** Source: the reference grammar of Docker's distribution. */
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const HOST =
  '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9a-fA-F:]+\\])(?::\\d+)?';
const REFERENCE = new RegExp(
  `^(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][\\w+.-]*:[0-9a-fA-F]{32,})?$`,
);

export const invalidDefaultArg: LintRule = {
  id: 'invalid-default-arg',
  level: 'error',
  title: 'Without --build-arg the base image has no valid name',
  why: 'The defaults of the ARGs leave a hole in the name: a plain docker build fails, and so does every tool that reads the file.',
  aliases: ['InvalidDefaultArgInFrom'],
  *check(file) {
    const scopes = scopesOf(file, emptyArgs(file));
    for (const { from } of file.stages) {
      const { image } = from;
      const expanded = valueIn(image, scopes.at(from), file.escape);
      if (image.raw === '' || expanded.state !== 'set' || isReference(expanded.value)) continue;
      const shown = expanded.value === '' ? 'is empty' : `is ${decodeUtf8(expanded.value.slice(0, 100))}`;
      yield {
        span: image.span,
        subject: image.value,
        message:
          image.variables.length === 0
            ? 'This is no valid name of an image'
            : `Without --build-arg the name of the base image ${shown}`,
      };
    }
  },
};

/** What nobody gives is empty; of platforms something is always known. */
function emptyArgs({ globalArgs }: Dockerfile): Map<string, string> {
  const given = new Map([
    ['BUILDPLATFORM', 'linux/amd64'],
    ['BUILDOS', 'linux'],
    ['BUILDOSVERSION', ''],
    ['BUILDARCH', 'amd64'],
    ['BUILDVARIANT', ''],
    ['TARGETPLATFORM', 'linux/amd64'],
    ['TARGETOS', 'linux'],
    ['TARGETOSVERSION', ''],
    ['TARGETARCH', 'amd64'],
    ['TARGETVARIANT', ''],
    ['TARGETSTAGE', 'default'],
  ]);
  const defaults = new Set(
    globalArgs.flatMap(({ pairs }) => pairs.flatMap(({ key, value }) => (value ? key.value : []))),
  );
  for (const { pairs } of globalArgs)
    for (const { key } of pairs)
      if (defaults.has(key.value)) given.delete(key.value);
      else if (!given.has(key.value)) given.set(key.value, '');
  return given;
}

function isReference(text: string): boolean {
  return text.length < 512 && REFERENCE.test(text) && !/^[0-9a-f]{64}$/.test(text);
}

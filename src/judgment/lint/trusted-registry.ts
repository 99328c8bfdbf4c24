import { dependenciesOf } from '../../formats/dockerfile/stage-graph.ts';
import type { Dockerfile, Instruction, Span } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { type ImageName, parseImageName } from './parts/images.ts';

/** Names of the registry that an image without one comes from. */
const HUB = ['docker.io', 'hub.docker.com', 'index.docker.io', 'registry-1.docker.io'];

export const trustedRegistry: LintRule = {
  id: 'trusted-registry',
  level: 'error',
  title: 'The image comes from a registry that is not trusted',
  why: 'The configuration names the registries that images may come from; this one is not among them.',
  aliases: ['DL3026'],
  *check(file, { trustedRegistries }) {
    if (trustedRegistries.length === 0) return;
    const patterns = trustedRegistries.map((name) => name.toLowerCase());
    for (const { name, image, span } of foreignImages(file)) {
      const { registry, repository } = image;
      if ((registry ?? repository).includes('$')) continue;
      const names = registry === undefined || HUB.includes(registry.toLowerCase()) ? HUB : [registry.toLowerCase()];
      if (patterns.some((pattern) => names.some((known) => matches(pattern, known)))) continue;
      const host = registry ?? 'docker.io';
      yield { span, subject: name, message: `The registry ${host} is not among the trusted ones` };
    }
  },
};

/** Bases, and the images that COPY and mounts take from. There a bare word may as well be a context that the build is given a name for. */
function* foreignImages(file: Dockerfile): Iterable<{ name: string; image: ImageName; span: Span }> {
  for (const stage of file.stages)
    for (const { instruction, source } of dependenciesOf(file, stage)) {
      if (source.kind !== 'image' || source.name === '' || source.name === 'scratch') continue;
      if (instruction.keyword !== 'FROM' && !/[:/@]/.test(source.name)) continue;
      yield { name: source.name, image: parseImageName(source.name), span: placeOf(instruction, source.name) };
    }
}

/** Where the image is named; the instruction's keyword when it is not written as it is meant. */
function placeOf(instruction: Instruction, name: string): Span {
  if (instruction.keyword === 'FROM') return instruction.image.span;
  const value = instruction.flags.find((flag) => flag.value?.value.includes(name))?.value;
  return value?.span ?? instruction.keywordSpan;
}

/** `*` at either end stands for anything. */
function matches(pattern: string, name: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

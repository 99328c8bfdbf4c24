import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { baseUntrusted } from './base-untrusted.ts';

const images = (text: string) => violations(baseUntrusted, text).map(([, image]) => image);

describe('base-untrusted', () => {
  it.each([
    ['FROM somebody/python:3', ['somebody/python:3']],
    ['FROM ghcr.io/somebody/tool:1 AS tool', ['ghcr.io/somebody/tool:1']],
    ['FROM scratch\nCOPY --from=quay.io/somebody/x:1 /x /x', ['quay.io/somebody/x:1']],
    ['FROM python:3', []],
    ['FROM arm64v8/python:3', []],
    ['FROM bitnami/redis:7', []],
    ['FROM gcr.io/distroless/static', []],
    ['FROM mcr.microsoft.com/dotnet/sdk:8.0', []],
    ['FROM public.ecr.aws/docker/library/node:22', []],
    ['FROM registry.example.com/team/base:1', []],
    ['FROM localhost:5000/x', []],
    [`FROM somebody/python@sha256:${'a'.repeat(64)}`, []],
    ['FROM $BASE', []],
  ])('%j', (text, expected) => expect(images(text)).toEqual(expected));

  it('leaves the answer to those who say which registries they trust', () => {
    expect(violations(baseUntrusted, 'FROM somebody/x:1', { trustedRegistries: ['docker.io'] })).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { findings } from '../../../test/kit/lint.ts';
import { baseEndOfLife } from './base-end-of-life.ts';

const told = (endOfLife: string | boolean | undefined) =>
  findings(baseEndOfLife, 'FROM debian:10\nFROM debian:10', {
    base: (reference) => (reference === 'debian:10' && endOfLife !== undefined ? { endOfLife } : undefined),
    now: new Date('2026-01-01'),
  }).map(({ level, message }) => `${level}: ${message}`);

describe('base-end-of-life', () => {
  it.each([
    ['2025-12-31', ['warning: debian:10 has had no support since 2025-12-31']],
    ['2026-03-01', ['info: Support of debian:10 ends on 2026-03-01']],
    ['2026-06-01', []],
    [true, ['warning: debian:10 is not supported any more']],
    [false, []],
    [undefined, []],
  ])('%j', (endOfLife, expected) => expect(told(endOfLife)).toEqual(expected));

  it.each([
    ['FROM centos:7', 'centos:7 is not built any more: almalinux, rockylinux or quay.io/centos/centos took its place'],
    ['FROM openjdk:17-slim', 'openjdk:17-slim is not built any more: eclipse-temurin or amazoncorretto took its place'],
    ['FROM k8s.gcr.io/pause:3.6', 'k8s.gcr.io/pause:3.6 is not built any more: registry.k8s.io/pause took its place'],
    ['FROM quay.io/centos/centos:stream9', undefined],
    ['FROM example/openjdk:17', undefined],
  ])('%s', (text, expected) => expect(findings(baseEndOfLife, text)[0]?.message).toBe(expected));
});

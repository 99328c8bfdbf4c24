import { describe, expect, it } from 'vitest';
import { smallerTags } from './image-families.ts';

describe('smallerTags', () => {
  it.each([
    ['python', 'latest', { slim: 'slim', alpine: 'alpine' }],
    ['python', '3.13.0rc2-bookworm', { slim: '3.13.0rc2-slim-bookworm', alpine: '3.13.0rc2-alpine' }],
    ['python', 'bookworm', { slim: 'slim-bookworm', alpine: 'alpine' }],
    ['node', '22.7-bullseye', { slim: '22.7-bullseye-slim', alpine: '22.7-alpine' }],
    ['ruby', '3.3-bookworm', { slim: '3.3-slim-bookworm', alpine: '3.3-alpine' }],
    ['openjdk', '17-jdk', { slim: '17-jdk-slim', alpine: undefined }],
    ['eclipse-temurin', '21-jre', { slim: undefined, alpine: '21-jre-alpine' }],
    ['php', '8.3-zts', { slim: undefined, alpine: '8.3-zts-alpine' }],
    ['debian', 'stable', { slim: 'stable-slim', alpine: undefined }],
    ['rabbitmq', '3.13-management', { slim: undefined, alpine: '3.13-management-alpine' }],
  ])('%s:%s', (family, tag, { slim, alpine }) => {
    const smaller = smallerTags(family, tag);
    expect([smaller?.slim, smaller?.alpine]).toEqual([slim, alpine]);
  });

  it.each([
    ['python', '3.12-slim'],
    ['python', '3.12-alpine3.20'],
    ['node', '22-windowsservercore'],
    ['php', '8.3-apache'],
    ['debian', 'bookworm-slim'],
    ['debian', 'bookworm-backports'],
    ['golang', '1.23'],
    ['ubuntu', '24.04'],
    ['constructor', 'latest'],
  ])('%s:%s has none', (family, tag) => expect(smallerTags(family, tag)).toBeUndefined());
});

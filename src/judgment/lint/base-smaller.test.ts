import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { baseSmaller } from './base-smaller.ts';

const message = (text: string) => violations(baseSmaller, text)[0]?.[2];

describe('base-smaller', () => {
  it.each([
    [
      'FROM python:3.12',
      'python:3.12 has smaller variants: python:3.12-slim, python:3.12-alpine, gcr.io/distroless/python3… (no shell)',
    ],
    [
      'FROM python:3.12-bookworm',
      'python:3.12-bookworm has smaller variants: python:3.12-slim-bookworm, python:3.12-alpine, gcr.io/distroless/python3… (no shell)',
    ],
    [
      'FROM node:22-bookworm',
      'node:22-bookworm has smaller variants: node:22-bookworm-slim, node:22-alpine, gcr.io/distroless/nodejs… (no shell)',
    ],
    ['FROM node', 'node has smaller variants: node:slim, node:alpine, gcr.io/distroless/nodejs… (no shell)'],
    [
      'FROM node:lts',
      'node:lts has smaller variants: node:lts-slim, node:lts-alpine, gcr.io/distroless/nodejs… (no shell)',
    ],
    ['FROM php:8.3-fpm', 'php:8.3-fpm has smaller variants: php:8.3-fpm-alpine'],
    [
      'FROM docker.io/library/postgres:16',
      'docker.io/library/postgres:16 has smaller variants: docker.io/library/postgres:16-alpine',
    ],
    [
      'FROM public.ecr.aws/docker/library/ruby:3.3',
      'public.ecr.aws/docker/library/ruby:3.3 has smaller variants: public.ecr.aws/docker/library/ruby:3.3-slim, public.ecr.aws/docker/library/ruby:3.3-alpine',
    ],
    [
      'FROM debian:bookworm',
      'debian:bookworm has smaller variants: debian:bookworm-slim, gcr.io/distroless/base… (no shell)',
    ],
    ['FROM debian:12', 'debian:12 has smaller variants: debian:12-slim, gcr.io/distroless/base… (no shell)'],
    [
      'FROM eclipse-temurin:21-jdk-jammy',
      'eclipse-temurin:21-jdk-jammy has smaller variants: eclipse-temurin:21-jdk-alpine, gcr.io/distroless/java… (no shell)',
    ],
  ])('%s', (text, expected) => expect(message(text)).toBe(expected));

  it.each([
    'FROM python:3.12-slim',
    'FROM python:3.12-alpine3.20',
    'FROM node:22-bookworm-slim',
    'FROM php:8.3-apache',
    'FROM python:3.12-windowsservercore',
    'FROM ubuntu:24.04',
    'FROM alpine:3.20',
    'FROM example/python:3.12',
    'FROM quay.io/library/python:3.12',
    'FROM scratch',
    'FROM python:3.12 AS build\nFROM scratch\nCOPY --from=build /x /x',
  ])('says nothing about %j', (text) => expect(violations(baseSmaller, text)).toEqual([]));

  it('looks through stages to the base of the image', () => {
    expect(violations(baseSmaller, 'FROM python:3.12 AS base\nFROM base')).toHaveLength(1);
  });

  it('prefers what is known of the image', () => {
    const base = () => ({ smaller: ['cgr.dev/chainguard/python'] });
    expect(violations(baseSmaller, 'FROM python:3.12', { base })[0]![2]).toMatch(/: cgr\.dev\/chainguard\/python$/);
  });

  it.each([
    ['FROM python:3.12-bookworm AS x', 'FROM python:3.12-slim-bookworm AS x'],
    ['FROM node', 'FROM node:slim'],
    ['FROM debian', 'FROM debian:stable-slim'],
    ['FROM postgres:16', 'FROM postgres:16'],
    ['ARG V=3.12\nFROM python:$V', 'ARG V=3.12\nFROM python:$V'],
  ])('mends %j', (before, after) => expect(fixed(baseSmaller, before)).toBe(after));
});

import { type Section, switchOption, textOption } from './parts/option.ts';

/** How registries are spoken to. */
export const registry = {
  caFile: textOption('FILE', 'Trust the authorities in this PEM file too', { isPath: true }),
  plainHttp: switchOption('Speak http to a registry that is not on this machine'),
} satisfies Section;

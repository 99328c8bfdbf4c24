import { type Section, switchOption, textOption } from './parts/option.ts';

/** How registries are spoken to. */
export const registry = {
  caFile: textOption('FILE', 'Trust the authorities of this PEM file beside the system’s', { isPath: true }),
  plainHttp: switchOption('Speak http to a registry that is not on this machine'),
} satisfies Section;

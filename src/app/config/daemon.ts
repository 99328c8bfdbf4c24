import { type Section, textOption } from './parts/option.ts';

/** Where images lie that a program of this machine keeps. */
export const daemon = {
  containerdRoot: textOption('DIR', "containerd's root directory, for images named containerd://", {
    fallback: 'the usual places of containerd, k3s, RKE2, MicroK8s, k0s and Docker',
    isPath: true,
  }),
} satisfies Section;

/** Why a file is left as it is: a sentence for its author. Caught at the door, `toMultiStage`. */
export class Refusal extends Error {}

export function refuse(reason: string): never {
  throw new Refusal(reason);
}

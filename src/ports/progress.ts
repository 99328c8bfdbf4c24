/** Tells a person how far long work is. Called often; implementations throttle. */
export interface Progress {
  update(state: ProgressState): void;
}

export interface ProgressState {
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly layersDone: number;
  readonly layers: number;
  readonly layersKnown: number;
}

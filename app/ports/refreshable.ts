/** A dependency that must look at its source again now and then (rotated keys). Cheap when nothing is due. */
export interface Refreshable {
  refresh(): Promise<void>;
}

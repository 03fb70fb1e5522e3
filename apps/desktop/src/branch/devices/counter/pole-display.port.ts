/** Two lines that the customer sees. */
export interface PoleLines {
  readonly top: string;
  readonly bottom: string;
}

/** A display on a pole that faces the customer. */
export interface PoleDisplay {
  /** Never throws; false when the display isn't there. What it shows stays until something else is shown. */
  show(lines: PoleLines): Promise<boolean>;
  clear(): Promise<boolean>;
}

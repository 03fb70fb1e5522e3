/** Puts a file where a person finds it, so that it is there after a power cut, and reads it back. */
export type ExportPort = {
  /** Answers the path; undefined when the folder can't be written. Without a folder: beside the till's data. */
  save(name: string, lines: Iterable<string>, folder?: string): string | undefined;
  read(path: string): string;
};

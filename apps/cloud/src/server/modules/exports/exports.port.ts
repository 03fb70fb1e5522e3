/** What a file or an archive came to. */
export type Archived = { readonly bytes: number; readonly sha256: string };
/** A file while it is written; one at a time. */
export type ArchiveFile = { write(text: string): Promise<void>; end(): Promise<Archived> };
/** Many files in one, whose bytes are handed on as they come. */
export type ArchivePort = {
  begin(onBytes: (bytes: Uint8Array) => Promise<void>): { file(name: string): Promise<ArchiveFile>; end(): Promise<Archived> };
};

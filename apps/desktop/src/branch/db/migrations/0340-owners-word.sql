-- Up to where the owner let this computer go with what only it has: a copy was made and checked before.
ALTER TABLE streams ADD COLUMN removable_seq INTEGER NOT NULL DEFAULT 0;

-- What a printer does otherwise than its family, and whose tickets it takes when another is down.
ALTER TABLE printers ADD COLUMN tweaks TEXT NOT NULL DEFAULT '{}';
ALTER TABLE printers ADD COLUMN backup_for TEXT CHECK (backup_for IN ('receipt', 'kitchen', 'both'));

-- The printer that a job was meant for, when a back-up printer took it.
ALTER TABLE print_jobs ADD COLUMN moved_from TEXT;

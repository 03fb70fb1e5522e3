-- The kitchen's stations whose tickets a printer prints, as a JSON list; none means all of them.
ALTER TABLE printers ADD COLUMN stations TEXT NOT NULL DEFAULT '[]';
-- 1: it prints nothing of its own and only stands in for one that is down.
ALTER TABLE printers ADD COLUMN is_spare INTEGER NOT NULL DEFAULT 0 CHECK (is_spare IN (0, 1));

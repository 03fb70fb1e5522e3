-- A code may be for a terminal that is there already: the one who brings it goes on as that terminal, with a new device key.
ALTER TABLE enrolment_codes ADD COLUMN terminal_id uuid;

-- Somebody looked at a log that began anew: who, and when. Nothing is taken back; a second look is a second row.
CREATE TABLE incarnation_notes (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  stream_id uuid NOT NULL,
  user_id uuid NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, stream_id) REFERENCES incarnations (company_id, stream_id)
);
CREATE INDEX incarnation_notes_of ON incarnation_notes (company_id, stream_id);
CREATE TRIGGER incarnation_notes_keep BEFORE UPDATE OR DELETE ON incarnation_notes FOR EACH ROW EXECUTE FUNCTION events_are_facts();
ALTER TABLE incarnation_notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE incarnation_notes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON incarnation_notes
  USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

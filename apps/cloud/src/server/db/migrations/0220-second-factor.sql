-- Something a person has beside what they know. The secret is sealed with the server's key: a stolen table makes no codes.
CREATE TABLE second_factors (
  user_id uuid PRIMARY KEY REFERENCES users (id),
  sealed_secret text NOT NULL,
  -- Until a first code was right it asks for nothing.
  confirmed_at bigint,
  -- The time step of the last code that was taken: none is taken twice.
  last_step bigint NOT NULL DEFAULT 0,
  -- Hashes of codes for the day the phone is gone; each is good once.
  recovery_hashes text[] NOT NULL DEFAULT '{}'
);
